// Demo, step 4: Trino, as a user asks it over its virtual IP, counts and hashes the tables.

import type { JsonValue } from '../model/plan.ts'
import { trinoAccess } from '../operate/trino-access.ts'
import { runQuery } from '../operate/trino-client.ts'
import { type Comparison, compareDigests, type TableDigest } from './digest.ts'
import { demoErrors } from './errors.ts'
import type { StepContext } from './step.ts'
import { type DemoColumn, type DemoTable, demoNamespace } from './tables.ts'

const queryTimeoutMs = 10 * 60_000

/** Compares every table as Trino reads it. */
export async function askTrino({ platform, sources, signal }: StepContext): Promise<readonly Comparison[]> {
  const access = trinoAccess(platform.plan, (name) => platform.secret(name))
  if (access === undefined) throw demoErrors.notInPlan({ missing: 'endpoint/trino/users' })
  const { url, ...who } = access
  const comparisons: Comparison[] = []
  for (const { table, digest } of sources) {
    const { rows } = await runQuery(url, digestQuery(table), {
      ...who,
      timeoutMs: queryTimeoutMs,
      ...(signal === undefined ? {} : { signal }),
    })
    comparisons.push(compareDigests(table, digestFromRow(table, rows[0] ?? []), digest))
  }
  return comparisons
}

/** One query for the whole digest of a table. */
export function digestQuery(table: DemoTable): string {
  return `select ${digestColumns(table).join(', ')} from ${demoNamespace}.${table.name}`
}

/** The numbers of a table's digest in Trino's SQL, as `digestFromRow` takes them. */
export function digestColumns(table: DemoTable): readonly string[] {
  const parts = table.columns.flatMap((column) => [
    `count("${column.name}")`,
    `coalesce(sum(crc32(${canonical(column)})), 0)`,
  ])
  return ['count(*)', ...parts]
}

/** The digest from the one row that `digestQuery` gives. */
export function digestFromRow(table: DemoTable, row: readonly JsonValue[]): TableDigest {
  const columns = table.columns.map(({ name }, at) => [
    name,
    { present: Number(row[1 + 2 * at]), crc32Sum: Number(row[2 + 2 * at]) },
  ])
  return { rows: Number(row[0]), columns: Object.fromEntries(columns) }
}

// Must agree with `valueCrc32` of digest.ts.
function canonical({ name, type }: DemoColumn): string {
  switch (type) {
    case 'string':
      return `to_utf8("${name}")`
    case 'int':
      return `to_utf8(cast("${name}" as varchar))`
    case 'double':
      return `to_ieee754_64("${name}")`
    case 'timestamp':
      return `to_utf8(cast(cast(to_unixtime("${name}") as bigint) as varchar))`
  }
}
