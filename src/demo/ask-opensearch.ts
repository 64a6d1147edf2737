// Demo: OpenSearch, asked through its virtual IP: what the platform's processes wrote to their logs during this run is there, line for line.
// https://docs.opensearch.org/latest/aggregations/bucket/filters/

import { logShipper } from '../catalog/conventions.ts'
import { users } from '../catalog/opensearch/security.ts'
import { logFileOf } from '../model/artifacts.ts'
import type { InstanceId } from '../model/plan.ts'
import { authorityCertificate } from '../model/secrets.ts'
import { text } from '../model/text.ts'
import { demoErrors } from './errors.ts'
import { commandFailed, type DemoPlatform, endpointOf, httpFrom, livingSeats } from './platform.ts'
import { type CountCheck, countAtLeast, countCheck, type StepContext, type StepFindings } from './step.ts'
import { until } from './until.ts'

const askTimeoutMs = 30_000
/** The shipper sends at once, and an index shows what it has every few seconds. */
const shipTimeoutMs = 180_000

/** A log that is compared, from the byte on at which it ended when the run began. */
interface WatchedLog {
  readonly instance: InstanceId
  readonly hostname: string
  readonly from: number
}

/** A watched log, up to the byte at which it ended when it was counted. */
interface CountedLog extends WatchedLog {
  readonly to: number
  readonly lines: number
}

/** Notes where every log ends before the other steps write to it. */
export async function watchLogs({
  platform,
}: StepContext): Promise<(context: StepContext) => Promise<StepFindings>> {
  const logs = await onEachHost(platform, sizesScript, (instance, hostname, [size = 0]) => ({
    instance,
    hostname,
    from: size,
  }))
  return async (context) => await askOpensearch(context, logs)
}

/** For every service: lines that its instances wrote since against the documents of these very places. */
async function askOpensearch(
  { platform, signal }: StepContext,
  watched: readonly WatchedLog[],
): Promise<StepFindings> {
  const starts = new Map(watched.map(({ instance, from }) => [instance, from]))
  const logs = await onEachHost(
    platform,
    linesScript,
    (instance, hostname, [to = 0, lines = 0]): CountedLog => ({
      instance,
      hostname,
      from: starts.get(instance) ?? 0,
      to,
      lines,
    }),
    (instance) => starts.get(instance) ?? 0,
  )
  const what = text('OpenSearch has every line', 'OpenSearch에 모든 줄이 있음')
  let counts: readonly CountCheck[] = []
  await until({ what, timeoutMs: shipTimeoutMs, intervalMs: 2_000, signal }, async () => {
    counts = compare(logs, await documentsOf(platform, logs))
    const missing = counts.find(({ equal }) => !equal)
    if (missing === undefined) return { done: true, value: counts }
    return { done: false, seen: `${missing.name}: ${missing.found} of ${missing.expected}` }
  }).catch((error: unknown) => {
    signal?.throwIfAborted()
    // What is missing, or there twice, is the finding of this step and no reason to end with an error.
    if (counts.length === 0) throw error
  })
  const all = counts.reduce((sum, { found }) => sum + found, 0)
  return { counts: [...counts, countAtLeast('lines of this run in all', all, 1)] }
}

function compare(
  logs: readonly CountedLog[],
  documents: ReadonlyMap<InstanceId, number>,
): readonly CountCheck[] {
  const services = [
    ...new Set(logs.filter(({ lines }) => lines > 0).map(({ instance }) => serviceOf(instance))),
  ].sort()
  return services.map((service) => {
    const own = logs.filter(({ instance }) => serviceOf(instance) === service)
    const found = own.reduce((sum, { instance }) => sum + (documents.get(instance) ?? 0), 0)
    const expected = own.reduce((sum, { lines }) => sum + lines, 0)
    return countCheck(`${service} lines`, found, expected)
  })
}

function serviceOf(instance: InstanceId): string {
  return instance.slice(0, instance.indexOf('/'))
}

/** For each log `NAME SIZE`, or nothing where it does not exist yet. Arguments come in pairs: a log and a place in it. */
const sizesScript = 'while [ $# -gt 0 ]; do stat --format="%n %s" "$1" 2>/dev/null; shift 2; done; exit 0'

/** For each log `NAME SIZE LINES`: how far it goes now, and lines with anything in them from the place on that is given with it. */
const linesScript = `while [ $# -gt 0 ]; do
  size=$(stat --format=%s "$1" 2>/dev/null) && echo "$1 $size $(tail -c "+$(($2 + 1))" "$1" | head -c "$((size - $2))" | LC_ALL=C grep -a -c .)"
  shift 2
done; exit 0`

/** Runs a script over the logs of each living host, and makes something of the numbers that it prints for each. */
async function onEachHost<T>(
  platform: DemoPlatform,
  script: string,
  make: (instance: InstanceId, hostname: string, numbers: readonly number[]) => T,
  placeOf: (instance: InstanceId) => number = () => 0,
): Promise<readonly T[]> {
  const seats = await livingSeats(platform, 'log-shipper', 'agent')
  const perHost = seats.map(async ({ instance: shipper, hostname }) => {
    const instances = platform.plan.instances.filter(
      ({ host, id }) => host === `host/${hostname}` && id !== shipper,
    )
    const files = new Map(instances.map(({ id }) => [logFileOf(id), id]))
    const pairs = [...files].flatMap(([file, id]) => [file, String(placeOf(id))])
    const result = await platform.exec(hostname, ['/bin/sh', '-c', script, 'logs', ...pairs], {
      user: 'root',
      timeoutMs: 60_000,
    })
    if (result.code !== 0) throw commandFailed('read the logs', hostname, result)
    return result.stdout.split('\n').flatMap((line) => {
      const [file = '', ...numbers] = line.split(' ')
      const instance = files.get(file)
      return instance === undefined ? [] : [make(instance, hostname, numbers.map(Number))]
    })
  })
  return (await Promise.all(perHost)).flat()
}

interface FiltersAnswer {
  readonly aggregations: {
    readonly logs: { readonly buckets: Readonly<Record<InstanceId, { doc_count: number }>> }
  }
}

/** How many documents OpenSearch has of each log between its two places, asked as its administrator over TLS. */
async function documentsOf(
  platform: DemoPlatform,
  logs: readonly CountedLog[],
): Promise<ReadonlyMap<InstanceId, number>> {
  const { virtualIp: address = '', port } = endpointOf(platform.plan, 'endpoint/opensearch/search')
  const [seat] = await livingSeats(platform, 'log-shipper', 'agent')
  if (seat === undefined) throw demoErrors.noLivingHost({ role: 'log-shipper/agent' })
  const filters = logs.map(({ instance, from, to }) => [
    instance,
    { bool: { filter: [{ term: { instance } }, { range: { offset: { gte: from, lt: to } } }] } },
  ])
  const path = `/${logShipper.indices}/_search`
  const login = Buffer.from(`admin:${platform.secret(users.admin)}`).toString('base64')
  const { status, body } = await httpFrom(platform, { ...seat, address }, port, {
    method: 'POST',
    path,
    body: {
      size: 0,
      track_total_hits: false,
      aggs: { logs: { filters: { filters: Object.fromEntries(filters) } } },
    },
    headers: { authorization: `Basic ${login}` },
    authority: platform.secret(authorityCertificate),
    timeoutMs: askTimeoutMs,
  })
  if (status !== 200) {
    throw demoErrors.restAnswer({ who: 'OpenSearch', method: 'POST', path, status, said: body.slice(0, 400) })
  }
  const { aggregations } = JSON.parse(body) as FiltersAnswer
  return new Map(
    Object.entries(aggregations.logs.buckets).map(([instance, { doc_count }]) => [
      instance as InstanceId,
      doc_count,
    ]),
  )
}
