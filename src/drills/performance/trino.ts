// Trino: TPC-H on Iceberg tables, as generated against upstream's defaults, and with one, two and three workers.

import { trinoAccess } from '../../operate/trino-access.ts'
import { runQuery } from '../../operate/trino-client.ts'
import { type Measured, type Sample, type Turns, takeTurns } from './comparison.ts'
import { instancesOf, type Site, type Variant, variants } from './site.ts'
import { tableStatement, tpchQueries, tpchTables } from './tpch.ts'

/** The scale of the tables: 1 would be TPC-H's smallest, for which the time is too short. */
export const tpchScale = '0.1'
const schema = 'performance'
const queryTimeoutMs = 180_000
const workersTimeoutMs = 120_000
const askEveryMs = 500
const warmingPasses = 2

/** The coordinator that serves and all workers. The standby coordinator is none of a query's business, and stopped meanwhile. */
export function trinoInstances(site: Pick<Site, 'plan'>): {
  readonly measured: readonly string[]
  readonly standby: readonly string[]
} {
  const [first = '', ...standby] = instancesOf(site, 'trino/coordinator')
  return { measured: [first, ...instancesOf(site, 'trino/worker')], standby }
}

/** Makes the tables anew, with what is configured. */
export async function loadTpch(site: Site): Promise<void> {
  await ask(site, `create schema if not exists lake.${schema}`)
  for (const table of tpchTables) {
    await ask(site, `drop table if exists ${table}`)
    await ask(site, tableStatement(table, tpchScale))
  }
  site.report(`tpch: ${tpchTables.length} tables at scale ${tpchScale}`)
}

/**
 * Measures the queries as generated and by upstream's defaults in turns: all of them once after a start, then once more. Leaves Trino as
 * generated.
 */
export async function measureTrino(
  site: Site,
  turns: Omit<Turns<Variant>, 'variants'>,
): Promise<readonly Sample[]> {
  const { measured } = trinoInstances(site)
  const workers = instancesOf(site, 'trino/worker').length
  const samples = await takeTurns({ ...turns, variants }, async (variant, round) => {
    await site.configure('trino', variant, measured)
    await untilWorkers(site, workers)
    const first = await askAll(site, 'after a start')
    const second = await askAll(site, 'once more')
    site.report(`trino, ${variant}, round ${round}: ${seconds(first)}, then ${seconds(second)}`)
    return [first, second]
  })
  await site.configure('trino', 'generated', measured)
  return samples
}

/** `3 workers`, `1 worker`: the name of the variant with so many. */
export function workersVariant(count: number): string {
  return count === 1 ? '1 worker' : `${count} workers`
}

/** Measures the queries with all workers, who are warmed up by them first, then with one fewer each time. */
export async function measureWorkers(
  site: Site,
  turns: Omit<Turns<string>, 'variants'>,
): Promise<readonly Sample[]> {
  const workers = instancesOf(site, 'trino/worker')
  const counts = workers.map((_, at) => workersVariant(workers.length - at))
  const samples = await takeTurns({ ...turns, variants: counts }, async (variant, round) => {
    const count = Number(variant.split(' ')[0])
    await site.stop(workers.slice(count))
    await site.start(workers.slice(0, count))
    await untilWorkers(site, count)
    if (count === workers.length) {
      for (let pass = 0; pass < warmingPasses; pass++) await askAll(site, 'to warm up')
    }
    const all = await askAll(site, 'by number of workers')
    site.report(`trino, ${variant}, round ${round}: ${seconds(all)}`)
    return [all]
  })
  await site.start(workers)
  return samples
}

async function askAll(site: Site, when: string): Promise<Measured> {
  const startMs = performance.now()
  for (const { sql } of tpchQueries(tpchScale)) await ask(site, sql)
  return {
    service: 'trino',
    workload: `22 queries, ${when}`,
    unit: 's',
    better: 'less',
    value: (performance.now() - startMs) / 1_000,
  }
}

/** Waits until as many workers are announced as there are to be. */
async function untilWorkers(site: Site, count: number): Promise<void> {
  const sql = "select count(*) from system.runtime.nodes where state = 'active' and not coordinator"
  const deadlineMs = performance.now() + workersTimeoutMs
  for (;;) {
    const [[found] = []] = await ask(site, sql)
    if (Number(found) === count) return
    if (performance.now() > deadlineMs) throw new Error(`Trino knows ${found} workers in place of ${count}`)
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

async function ask(site: Site, sql: string): Promise<Awaited<ReturnType<typeof runQuery>>['rows']> {
  const access = trinoAccess(site.plan, (name) => site.secret(name))
  if (access === undefined) throw new Error('the plan offers Trino to no user')
  const { url, ...who } = access
  const options = { ...who, catalog: 'lake', schema, timeoutMs: queryTimeoutMs, signal: site.signal }
  return (await runQuery(url, sql, options)).rows
}

function seconds({ value }: Measured): string {
  return `${value.toFixed(1)} s`
}
