// OpenSearch: bulk indexing of log lines, as generated (template of logs, JVM) against upstream's defaults.

import { logShipper } from '../../catalog/conventions.ts'
import { users } from '../../catalog/opensearch/security.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import { type Gauge, type Sample, type Turns, takeTurns } from './comparison.ts'
import { type LoadRequest, type LoadResult, loadFrom } from './http-load.ts'
import { bulkBody } from './log-documents.ts'
import {
  endpointOf,
  firstHostOf,
  instancesOf,
  type Site,
  untilServed,
  type Variant,
  variants,
} from './site.ts'

/** What is indexed in a turn, after a fifth as much to warm up. */
export const indexed = { documents: 60_000, bulk: 2_000, clients: 4 } as const

const loadTimeoutMs = 180_000
const servedTimeoutMs = 60_000
/** The template that the platform makes for logs holds for the first, none for the second. */
const indexOf: Readonly<Record<Variant, string>> = {
  generated: `${logShipper.prefix}-performance`,
  defaults: 'performance',
}

/** Measures bulk indexing in turns. Leaves OpenSearch as generated, without the indices. */
export async function measureOpensearch(
  site: Site,
  turns: Omit<Turns<Variant>, 'variants'>,
): Promise<readonly Sample[]> {
  const nodes = instancesOf(site, 'opensearch/data')
  const samples = await takeTurns({ ...turns, variants }, async (variant, round) => {
    await site.configure('opensearch', variant, nodes)
    const own = await indexInto(site, variant, round)
    const { bulk } = indexed
    const whole = gauge(`bulk requests of ${bulk} log lines`)
    if (variant === 'generated') return [{ ...whole, value: own }]
    // Beside each other on upstream's JVM the two kinds of index show what the template alone is worth.
    const alone = gauge(`bulk requests of ${bulk} log lines, the template alone (upstream’s JVM)`)
    const templated = await indexInto(site, 'generated', round)
    // Once more, since the JVM was colder before: the warmer one is the one without the template.
    const plain = await indexInto(site, 'defaults', round)
    return [
      { ...whole, value: own },
      { ...alone, value: plain },
      { ...alone, value: templated, variant: 'generated' },
    ]
  })
  await site.configure('opensearch', 'generated', nodes)
  return samples
}

function gauge(workload: string): Gauge {
  return { service: 'opensearch', workload, unit: 'documents/s', better: 'more' }
}

/** Documents a second into a new index of that kind, which is removed again. */
async function indexInto(site: Site, kind: Variant, round: number): Promise<number> {
  const { documents, bulk, clients } = indexed
  const index = `${indexOf[kind]}-${round}-${Date.now()}`
  await untilServed(() => ask(site, [{ method: 'PUT', path: `/${index}` }]), servedTimeoutMs)
  await ask(site, [{ method: 'GET', path: `/_cluster/health/${index}?wait_for_status=green&timeout=60s` }])
  await ask(site, bulks(index, 0, documents / 5, bulk), clients)
  const { seconds, answered } = await ask(site, bulks(index, documents, 2 * documents, bulk), clients)
  if (answered !== documents / bulk) throw new Error(`${answered} bulk requests were answered`)
  await ask(site, [{ method: 'DELETE', path: `/${index}` }])
  site.report(`opensearch, ${kind} index, round ${round}: ${Math.round(documents / seconds)} documents/s`)
  return documents / seconds
}

function bulks(index: string, from: number, to: number, size: number): readonly LoadRequest[] {
  return Array.from({ length: Math.ceil((to - from) / size) }, (_, at) => ({
    method: 'POST',
    path: `/${index}/_bulk`,
    headers: { 'content-type': 'application/x-ndjson' },
    body: bulkBody(from + at * size, Math.min(to, from + (at + 1) * size)),
  }))
}

/** Asks through the virtual IP, as the administrator, from where the exporter asks. */
async function ask(site: Site, requests: readonly LoadRequest[], clients = 1): Promise<LoadResult> {
  const { virtualIp = '', port } = endpointOf(site, 'endpoint/opensearch/search')
  const login = Buffer.from(`admin:${site.secret(users.admin)}`).toString('base64')
  return await loadFrom(site, firstHostOf(site, 'opensearch/exporter'), {
    address: virtualIp,
    port,
    authority: site.secret(authorityCertificate),
    clients,
    requests: requests.map((request) => ({
      ...request,
      headers: { ...request.headers, authorization: `Basic ${login}` },
    })),
    timeoutMs: loadTimeoutMs,
  })
}
