// Superset: the data of a dashboard's charts as a browser asks for them through the edge, with its cache in Redis against none.

import { trinoAccess } from '../../operate/trino-access.ts'
import { runQuery } from '../../operate/trino-client.ts'
import { SupersetSession } from '../clients/superset.ts'
import { type Gauge, type Sample, type Turns, takeTurns } from './comparison.ts'
import { instancesOf, type Site, untilServed, type Variant, variants } from './site.ts'

const askTimeoutMs = 120_000
const servedTimeoutMs = 60_000
/** How often the dashboard is opened in a turn once it was opened before. */
const reopened = 10

/** As many rows as the demo's flights have, with the columns that its dashboard asks for. */
export const flightsRows = 336_776

/** The table of flights, made by Trino out of its own generator: the demo's own comes through Kafka and Spark, which are not up here. */
export function flightsStatements(rows: number): readonly string[] {
  const [airlines, origins] = [
    ['UA', 'B6', 'EV', 'DL', 'AA', 'MQ', 'US', '9E'],
    ['EWR', 'LGA', 'JFK'],
  ]
  const oneOf = (list: readonly string[], salt: number) =>
    `element_at(array[${list.map((one) => `'${one}'`).join(', ')}], cast((custkey * ${salt}) % ${list.length} as integer) + 1)`
  return [
    'create schema if not exists lake.flights',
    'drop table if exists lake.flights.flights',
    `create table lake.flights.flights as
select ${oneOf(airlines, 7)} as carrier, ${oneOf(origins, 11)} as origin,
  'D' || cast((custkey * 13) % 105 as varchar) as dest, cast((orderkey * 17) % 180 - 20 as double) as dep_delay
from tpch.sf1.orders limit ${rows}`,
  ]
}

/** Makes the table of flights. */
export async function loadFlightsTable(site: Site): Promise<void> {
  const access = trinoAccess(site.plan, (name) => site.secret(name))
  if (access === undefined) throw new Error('the plan offers Trino to no user')
  const { url, ...who } = access
  for (const sql of flightsStatements(flightsRows)) {
    await runQuery(url, sql, { ...who, timeoutMs: askTimeoutMs, signal: site.signal })
  }
  site.report(`flights: ${flightsRows} rows`)
}

/**
 * Measures the dashboard in turns: all its charts one after another, past the cache, and as they come when somebody looked before.
 * `charts` are the bodies of their requests. Leaves Superset as generated.
 */
export async function measureSuperset(
  site: Site,
  charts: readonly object[],
  turns: Omit<Turns<Variant>, 'variants'>,
): Promise<readonly Sample[]> {
  const webs = instancesOf(site, 'superset/web')
  const samples = await takeTurns({ ...turns, variants }, async (variant, round) => {
    await site.configure('superset', variant, webs)
    const session = new SupersetSession(site, askTimeoutMs)
    // Each web server loads what it needs with its first charts; the edge sends a person to any of them.
    for (const _ of webs) await untilServed(() => open(session, charts, true), servedTimeoutMs)
    const cold = await open(session, charts, true)
    const again: number[] = []
    for (let time = 0; time < reopened; time++) again.push(await open(session, charts, false))
    const mean = again.reduce((sum, ms) => sum + ms, 0) / again.length
    site.report(
      `superset, ${variant}, round ${round}: ${Math.round(cold)} ms, opened again ${Math.round(mean)} ms`,
    )
    const gauge: Omit<Gauge, 'workload'> = { service: 'superset', unit: 'ms', better: 'less' }
    return [
      { ...gauge, workload: `${charts.length} charts, past the cache`, value: cold },
      { ...gauge, workload: `${charts.length} charts, opened again`, value: mean },
    ]
  })
  await site.configure('superset', 'generated', webs)
  return samples
}

/** Milliseconds until all charts have their data. */
async function open(session: SupersetSession, charts: readonly object[], force: boolean): Promise<number> {
  const startMs = performance.now()
  for (const chart of charts) {
    const { result } = await session.ask<{ result: readonly { data: readonly unknown[] }[] }>({
      method: 'POST',
      path: '/api/v1/chart/data',
      body: { ...chart, force },
    })
    if ((result[0]?.data.length ?? 0) === 0) throw new Error('a chart of Superset has no data')
  }
  return performance.now() - startMs
}
