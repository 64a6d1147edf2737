// S3: objects written and read by several clients, through the platform's balancer and straight at one gateway.

import aws4 from 'aws4'
import { lake } from '../../catalog/conventions.ts'
import { s3CredentialsOf } from '../../model/secrets.ts'
import { type Measured, type Sample, type Turns, takeTurns } from './comparison.ts'
import { type LoadRequest, loadFrom } from './http-load.ts'
import { endpointOf, firstHostOf, type Site } from './site.ts'

/** Through the virtual IP of the balancer to every gateway, or to the first gateway by itself. */
export type S3Way = 'balancer' | 'one gateway'

/** What is written and read in a turn. */
export const s3Objects = [
  { name: '8 MiB', bytes: 8 * 1024 * 1024, count: 16, clients: 4 },
  { name: '64 KiB', bytes: 64 * 1024, count: 400, clients: 8 },
] as const

const loadTimeoutMs = 180_000
const validS = 3_600

/** A request that needs no signature of its own beside it (AWS, "Authenticating Requests: Using Query Parameters"). */
export function presigned(
  method: LoadRequest['method'],
  path: string,
  host: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
): string {
  const query = `${path}?X-Amz-Expires=${validS}`
  const signed = aws4.sign(
    { service: 's3', region: 'us-east-1', method, host, path: query, signQuery: true },
    credentials,
  )
  return signed.path ?? query
}

/** Measures both ways in turns. Clients of the balancer are where Trino's workers are, those of the gateway where the balancer is. */
export async function measureS3(
  site: Site,
  turns: Omit<Turns<S3Way>, 'variants'>,
): Promise<readonly Sample[]> {
  const balanced = endpointOf(site, 'endpoint/seaweedfs/s3')
  const [gateway] = endpointOf(site, 'endpoint/seaweedfs/gateway').addresses
  const ways = {
    balancer: { host: firstHostOf(site, 'trino/worker'), address: balanced.virtualIp ?? '' },
    'one gateway': { host: firstHostOf(site, 'load-balancer/haproxy'), address: gateway?.address ?? '' },
  } as const
  const { used } = s3CredentialsOf('trino')
  const credentials = {
    accessKeyId: site.secret(used.login),
    secretAccessKey: site.secret(used.secret),
  }
  return await takeTurns({ ...turns, variants: ['balancer', 'one gateway'] }, async (way, round) => {
    const { host, address } = ways[way]
    const target = { address, port: balanced.port, timeoutMs: loadTimeoutMs }
    const pathOf = (method: LoadRequest['method'], key: string) =>
      presigned(method, `/${lake.bucket}/${key}`, `${address}:${balanced.port}`, credentials)
    const measured: Measured[] = []
    for (const { name, bytes, count, clients } of s3Objects) {
      const keys = Array.from(
        { length: count },
        (_, at) => `performance/${way.replace(' ', '-')}/${name.replace(' ', '-')}-${round}-${at}`,
      )
      const ask = (method: LoadRequest['method'], more: Partial<LoadRequest> = {}) =>
        loadFrom(site, host, {
          ...target,
          clients,
          requests: keys.map((key) => ({ method, path: pathOf(method, key), ...more })),
        })
      const put = await ask('PUT', { zeros: bytes })
      const get = await ask('GET')
      await ask('DELETE')
      for (const [kind, { bytes: moved, seconds }] of [['put', put] as const, ['get', get] as const]) {
        measured.push({
          service: 'seaweedfs',
          workload: `${kind} ${name}, ${clients} clients`,
          unit: 'MiB/s',
          better: 'more',
          value: moved / 1024 / 1024 / seconds,
        })
      }
    }
    site.report(
      `s3, ${way}, round ${round}: ${measured.map(({ value }) => value.toFixed(1)).join(', ')} MiB/s`,
    )
    return measured
  })
}
