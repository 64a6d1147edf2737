// Rows committed and read through the Postgres virtual IP, one transaction each.

import pg from 'pg'
import { databaseOf } from '../../catalog/conventions.ts'
import { databaseCredentialsOf } from '../../model/secrets.ts'
import type { Forward } from '../../operate/forward.ts'
import { attempt, keepTrying, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 10_000
const rhythm = { pauseMs: 100, patienceMs: 3_000, atOnce: 4 }

/** Which server answers, and on which timeline: a promoted standby begins the next one (PostgreSQL 17, 25.3.6), the first part of a WAL file's name. */
const leader =
  'host(inet_server_addr()) as server, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline'

/** Commits and reads on the primary (catalog: what the Metastore and the filers stand on). */
export function postgresWorkload(runId: string): Workload {
  const id = 'postgres'
  const table = `hanok_drill_${runId.replaceAll('-', '_')}`
  let forward: Forward | undefined
  let pool: pg.Pool | undefined

  const connections = async (context: WorkloadContext): Promise<pg.Pool> => {
    if (pool !== undefined) return pool
    const endpoint = context.platform.plan.endpoints.find(
      (candidate) => candidate.id === 'endpoint/postgres/primary',
    )
    if (endpoint?.virtualIp === undefined) throw new Error('the plan has no Postgres endpoint')
    forward ??= await context.platform.forward(
      () => context.clientHost('hive-metastore/server'),
      endpoint.virtualIp,
      endpoint.port,
    )
    const { database } = databaseOf('hive-metastore')
    const { used } = databaseCredentialsOf('hive-metastore')
    pool = new pg.Pool({
      host: '127.0.0.1',
      port: forward.port,
      database,
      user: context.platform.secret(used.login),
      password: context.platform.secret(used.secret),
      max: rhythm.atOnce,
      connectionTimeoutMillis: 5_000,
      query_timeout: operationTimeoutMs,
    })
    // A connection that breaks while nobody uses it is replaced by the next one.
    pool.on('error', () => undefined)
    return pool
  }

  const rows = async <Row>(
    context: WorkloadContext,
    sql: string,
    values: unknown[] = [],
  ): Promise<readonly Partial<Row>[]> => {
    const answer = await (await connections(context)).query(sql, values)
    return answer.rows as readonly Partial<Row>[]
  }

  return {
    id,
    capability: 'catalog',
    async prepare(context) {
      await rows(context, `create table if not exists ${table} (id bigint primary key, at timestamptz)`)
    },
    async run(context, signal) {
      await keepTrying(signal, rhythm, async (number) => {
        const key = String(number)
        await attempt(context, { workload: id, kind: 'write', key, number }, async () => {
          const sql = `insert into ${table} values ($1, now()) returning ${leader}`
          const [{ server = '', timeline = '' } = {}] = await rows<{ server: string; timeline: string }>(
            context,
            sql,
            [number],
          )
          return { ledBy: { server, term: Number.parseInt(timeline, 16) } }
        })
        await attempt(context, { workload: id, kind: 'read' }, async () => {
          const sql = `select coalesce(max(id), 0) as newest from ${table}`
          const [{ newest } = {}] = await rows<{ newest: string }>(context, sql)
          return { number: Number(newest) }
        })
      })
    },
    async verify(context, acknowledged) {
      const present = new Set(
        (await rows<{ id: string }>(context, `select id from ${table}`)).map(({ id: key }) => String(key)),
      )
      return acknowledged.filter((key) => !present.has(key))
    },
    async cleanUp(context) {
      await rows(context, `drop table if exists ${table}`)
      await pool?.end()
      await forward?.close()
    },
  }
}
