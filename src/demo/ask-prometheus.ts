// Demo: Prometheus, asked over its own interface: everything that is measured is up, and this run's own queries were counted.
// https://prometheus.io/docs/prometheus/latest/querying/api/

import { measuredEndpoints } from '../catalog/measured-endpoints.ts'
import { text } from '../model/text.ts'
import { demoErrors } from './errors.ts'
import { type DemoPlatform, endpointOf, httpFrom, livingSeats, type Seat } from './platform.ts'
import { countAtLeast, countCheck, type StepContext, type StepFindings } from './step.ts'
import { type Seen, until } from './until.ts'

const askTimeoutMs = 30_000
/** A few readings, of which the longest interval is a minute. */
const readTimeoutMs = 180_000
const completed = 'sum(trino_execution_name_QueryManager_CompletedQueries)'

/** Targets that are up against those of the plan, and queries that Trino completed since the run began against those that this run asked. */
export async function askPrometheus(context: StepContext): Promise<StepFindings> {
  const { platform, sources, startedAtMs, signal } = context
  const { network } = endpointOf(platform.plan, 'endpoint/prometheus/web')
  const [seat] = await livingSeats(platform, 'prometheus', 'server', network)
  if (seat === undefined) throw demoErrors.noLivingHost({ role: 'prometheus/server' })
  const planned = measuredEndpoints(platform.plan).reduce((sum, { addresses }) => sum + addresses.length, 0)
  const asked = sources.length
  const ask = async (query: string, timeS?: number) => await askOnce(platform, seat, query, timeS)
  const what = text('Prometheus has read every target', 'Prometheus가 모든 대상을 읽음')
  let found = { up: 0, queries: 0 }
  const look = async (): Promise<Seen<typeof found>> => {
    const before = await ask(completed, startedAtMs / 1_000)
    found = { up: await ask('sum(up)'), queries: (await ask(completed)) - before }
    if (found.up >= planned && found.queries >= asked) return { done: true, value: found }
    return { done: false, seen: `${found.up} of ${planned} up, ${found.queries} queries` }
  }
  // What is down, or not counted, is the finding of this step and no reason to end with an error.
  const { up, queries } = await until(
    { what, timeoutMs: readTimeoutMs, intervalMs: 3_000, signal },
    look,
  ).catch((error: unknown) => {
    signal?.throwIfAborted()
    if (found.up === 0) throw error
    return found
  })
  return {
    counts: [
      countCheck('targets up', up, planned),
      countAtLeast('queries completed by Trino meanwhile', queries, asked),
    ],
  }
}

interface InstantAnswer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] }
}

/** The one number that the query gives; 0 where it gives none. */
async function askOnce(platform: DemoPlatform, seat: Seat, query: string, timeS?: number): Promise<number> {
  const { port } = endpointOf(platform.plan, 'endpoint/prometheus/web')
  const words = new URLSearchParams({ query, ...(timeS === undefined ? {} : { time: timeS.toFixed(3) }) })
  const path = `/api/v1/query?${words}`
  const { status, body } = await httpFrom(platform, seat, port, {
    method: 'GET',
    path,
    timeoutMs: askTimeoutMs,
  })
  if (status !== 200) {
    throw demoErrors.restAnswer({ who: 'Prometheus', method: 'GET', path, status, said: body.slice(0, 400) })
  }
  const { data } = JSON.parse(body) as InstantAnswer
  return Number(data.result[0]?.value[1] ?? 0)
}
