// `hanok sql QUERY`: one statement through Trino's virtual IP on the service network, where users are.

import { join } from 'node:path'
import { queryAdministrator, queryUsers } from '../../catalog/query.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { JsonValue, Plan } from '../../model/plan.ts'
import { type TrinoAccess, trinoAccess } from '../../operate/trino-access.ts'
import { runQuery } from '../../operate/trino-client.ts'
import { currentPlace } from '../../rehearsal/rehearsal.ts'
import { callErrors } from '../call-errors.ts'
import { type CommandRun, optionText } from '../command.ts'
import { runErrors } from '../run-errors.ts'
import { runningPlan } from '../running-plan.ts'
import { lazySecrets } from '../secret-store.ts'

/** Long enough for a query over the whole demo on a slow machine, with a failover in the middle. */
const timeoutMs = 15 * 60_000

/** Prints the rows as TSV. */
export const run: CommandRun = async (terminal, input) => {
  const query = (input.arguments[0] ?? '').trim().replace(/;+$/, '')
  if (query === '') throw callErrors.missingArgument({ argument: 'query', command: 'sql' })
  const { signal } = terminal
  const { url, ...who } = accessOf(runningPlan(), optionText(input, 'user'))
  const result = await runQuery(url, query, {
    ...who,
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

/** Trino as a user of it asks: the administrator where none is named. */
function accessOf(plan: Plan, user: string = queryAdministrator.user): TrinoAccess {
  const known = queryUsers(plan)
  if (!known.includes(user)) {
    const nearest = nearestWord(user, known)
    throw runErrors.noQueryUser({ found: user, known, ...(nearest === undefined ? {} : { nearest }) })
  }
  const secrets = lazySecrets(plan.name, join(currentPlace().stateDir, 'secrets.json'))
  const access = trinoAccess(plan, secrets, user)
  if (access === undefined) throw runErrors.noSql({ platform: plan.name })
  return access
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
