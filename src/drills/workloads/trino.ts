// Rows appended to an Iceberg table and counted, through the Trino virtual IP that users have.

import { queryDrills } from '../../catalog/query.ts'
import { trinoAccess } from '../../operate/trino-access.ts'
import { runQuery } from '../../operate/trino-client.ts'
import { attempt, keepTrying, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 30_000

/** Appends and reads by SQL (query). Every insert is one Iceberg commit. */
export function trinoWorkload(runId: string): Workload {
  const id = 'trino'
  const schema = `${queryDrills.catalog}.${queryDrills.schema}`
  const table = `${schema}.t_${runId.replaceAll('-', '_')}`

  const query = async (context: WorkloadContext, sql: string, timeoutMs = operationTimeoutMs) => {
    const { plan, secret } = context.platform
    const access = trinoAccess(plan, secret, queryDrills.user)
    if (access === undefined) throw new Error('the plan offers Trino to no user')
    const { url, ...who } = access
    return (await runQuery(url, sql, { ...who, timeoutMs })).rows
  }

  return {
    id,
    capability: 'query',
    async prepare(context) {
      await query(context, `create schema if not exists ${schema}`, 120_000)
      await query(context, `create table if not exists ${table} (id bigint)`, 120_000)
    },
    async run(context, signal) {
      const write = (number: number) =>
        attempt(context, { workload: id, kind: 'write', key: String(number), number }, async () => {
          await query(context, `insert into ${table} values (${number})`)
        })
      const read = () =>
        attempt(context, { workload: id, kind: 'read' }, async () => {
          const [[newest] = []] = await query(context, `select coalesce(max(id), 0) from ${table}`)
          return { number: Number(newest) }
        })
      const patience = { patienceMs: 6_000, atOnce: 3 }
      await Promise.all([
        keepTrying(signal, { pauseMs: 1_000, ...patience }, write),
        keepTrying(signal, { pauseMs: 500, ...patience }, read),
      ])
    },
    async verify(context, acknowledged) {
      const rows = await query(context, `select id from ${table}`, 120_000)
      const present = new Set(rows.map((row) => String(row[0])))
      return acknowledged.filter((key) => !present.has(key))
    },
    async cleanUp(context) {
      await query(context, `drop table if exists ${table}`, 120_000)
      await query(context, `drop schema if exists ${schema}`, 120_000)
    },
  }
}
