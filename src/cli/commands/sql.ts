// `hanok sql QUERY`: one statement through Trino's virtual IP on the service network, where users are.

import type { JsonValue, Plan } from '../../model/plan.ts'
import { runQuery } from '../../operate/trino-client.ts'
import { callErrors } from '../call-errors.ts'
import type { CommandRun } from '../command.ts'
import { runErrors } from '../run-errors.ts'
import { runningPlan } from '../running-plan.ts'

/** Long enough for a query over the whole demo on a slow machine, with a failover in the middle. */
const timeoutMs = 15 * 60_000

/** Prints the rows as TSV. */
export const run: CommandRun = async (terminal, input) => {
  const query = (input.arguments[0] ?? '').trim().replace(/;+$/, '')
  if (query === '') throw callErrors.missingArgument({ argument: 'query', command: 'sql' })
  const { signal } = terminal
  const result = await runQuery(sqlUrl(runningPlan()), query, {
    user: 'hanok',
    timeoutMs,
    catalog: 'lake',
    signal,
  })
  if (terminal.json) {
    terminal.printJson({ schemaVersion: 1, columns: result.columns, rows: result.rows })
    return 0
  }
  if (input.options.header === true) terminal.print(tsvLine(result.columns.map(({ name }) => name)))
  for (const row of result.rows) terminal.print(tsvLine(row))
  return 0
}

/** Where users reach Trino: an endpoint of its that is open to them. */
function sqlUrl(plan: Plan): string {
  const offered = new Set(plan.flows.filter(({ from }) => from === 'user').map(({ to }) => to as string))
  const endpoint = plan.endpoints.find(({ id, service }) => service === 'trino' && offered.has(id))
  if (endpoint?.virtualIp === undefined) throw runErrors.noSql({ platform: plan.name })
  return `http://${endpoint.virtualIp}:${endpoint.port}`
}

/** One row: null is `\N`, and what would break the row is escaped, as Postgres' COPY does. */
export function tsvLine(row: readonly JsonValue[]): string {
  return row
    .map((value) => {
      if (value === null) return '\\N'
      const words = typeof value === 'string' ? value : JSON.stringify(value)
      return words
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
    })
    .join('\t')
}
