// Objects written and read back through the S3 virtual IP, contents derived from their names.

import { createHash } from 'node:crypto'
import { lake } from '../../catalog/conventions.ts'
import { s3CredentialsOf } from '../../model/secrets.ts'
import type { Forward } from '../../operate/forward.ts'
import { type S3Target, s3Request } from '../clients/s3.ts'
import { attempt, pause, type Workload, type WorkloadContext } from '../workload.ts'

const objectBytes = 16_384
const operationTimeoutMs = 10_000

/** Whose identity and hosts the clients have: a platform may leave any of them out, all write below the lake's bucket. */
const writers = [
  ['spark', 'worker'],
  ['trino', 'worker'],
  ['hive-metastore', 'server'],
] as const

/** Writers and readers of small objects (store), and of one that is overwritten again and again. */
export function s3Workload(runId: string): Workload {
  const id = 's3'
  const prefix = `/${lake.bucket}/drill-${runId}`
  const written: string[] = []
  let forward: Forward | undefined

  const target = async (context: WorkloadContext): Promise<S3Target> => {
    const endpoint = context.platform.plan.endpoints.find(
      (candidate) => candidate.id === 'endpoint/seaweedfs/s3',
    )
    if (endpoint?.virtualIp === undefined) throw new Error('the plan has no S3 endpoint')
    const { instances } = context.platform.plan
    const [client, role] =
      writers.find(([service]) => instances.some((instance) => instance.service === service)) ?? writers[0]
    forward ??= await context.platform.forward(
      () => context.clientHost(`${client}/${role}`),
      endpoint.virtualIp,
      endpoint.port,
    )
    const { used } = s3CredentialsOf(client)
    return {
      port: forward.port,
      host: `${endpoint.virtualIp}:${endpoint.port}`,
      accessKey: context.platform.secret(used.login),
      secretKey: context.platform.secret(used.secret),
      timeoutMs: operationTimeoutMs,
    }
  }

  const readBack = async (s3: S3Target, key: string): Promise<void> => {
    const answer = await s3Request(s3, 'GET', `${prefix}/${key}`)
    if (answer.status !== 200) throw new Error(`GET ${key}: status ${answer.status}`)
    if (!answer.body.equals(contentOf(key))) throw new Error(`GET ${key}: other bytes than were written`)
  }

  return {
    id,
    capability: 'store',
    async prepare(context) {
      const answer = await s3Request(await target(context), 'PUT', `${prefix}/first`, contentOf('first'))
      if (answer.status !== 200) throw new Error(`S3 refused a write: status ${answer.status}`)
    },
    async run(context, signal) {
      const s3 = await target(context)
      const write = async (writer: number) => {
        for (let number = 0; !signal.aborted; number++) {
          const key = `w${writer}-${number}`
          const ok = await attempt(context, { workload: id, kind: 'write', key }, async () => {
            const answer = await s3Request(s3, 'PUT', `${prefix}/${key}`, contentOf(key))
            if (answer.status !== 200) throw new Error(`PUT status ${answer.status}`)
          })
          if (ok) written.push(key)
          await pause(150, signal)
        }
      }
      const read = async () => {
        for (let number = 0; !signal.aborted; number++) {
          const key = written[(number * 7919) % Math.max(1, written.length)]
          if (key !== undefined)
            await attempt(context, { workload: id, kind: 'read' }, () => readBack(s3, key))
          await pause(150, signal)
        }
      }
      const overwrite = async () => {
        for (let number = 1; !signal.aborted; number++) {
          await attempt(context, { workload: id, kind: 'write', number }, async () => {
            const answer = await s3Request(s3, 'PUT', `${prefix}/counter`, Buffer.from(String(number)))
            if (answer.status !== 200) throw new Error(`PUT status ${answer.status}`)
          })
          await attempt(context, { workload: id, kind: 'read' }, async () => {
            const answer = await s3Request(s3, 'GET', `${prefix}/counter`)
            if (answer.status !== 200) throw new Error(`GET counter: status ${answer.status}`)
            return { number: Number(answer.body.toString()) }
          })
          await pause(300, signal)
        }
      }
      await Promise.all([write(1), write(2), read(), overwrite()])
    },
    async verify(context, acknowledged) {
      const s3 = await target(context)
      const lost: string[] = []
      for (const key of acknowledged) {
        await readBack(s3, key).catch(async () => readBack(s3, key).catch(() => lost.push(key)))
      }
      return lost
    },
    async cleanUp(context) {
      const s3 = await target(context)
      for (const key of ['first', 'counter', ...written]) {
        await s3Request(s3, 'DELETE', `${prefix}/${key}`).catch((error: unknown) => error)
      }
      await forward?.close()
    },
  }
}

function contentOf(key: string): Buffer {
  const block = createHash('sha256').update(key).digest()
  return Buffer.alloc(objectBytes, block)
}
