// Rows committed and read through the Postgres virtual IP, one transaction each.

import pg from 'pg'
import { databaseOf } from '../../catalog/conventions.ts'
import { databaseCredentialsOf } from '../../model/secrets.ts'
import type { Forward } from '../../operate/forward.ts'
import { attempt, pause, type Workload, type WorkloadContext } from '../workload.ts'

const operationTimeoutMs = 10_000

/** Which server answers, and on which timeline: a promoted standby begins the next one (PostgreSQL 17, 25.3.6), the first part of a WAL file's name. */
const leader =
  'host(inet_server_addr()) as server, substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline'

/** Commits and reads on the primary (catalog: what the Metastore and the filers stand on). */
export function postgresWorkload(runId: string): Workload {
  const id = 'postgres'
  const table = `hanok_drill_${runId.replaceAll('-', '_')}`
  let forward: Forward | undefined
  let client: pg.Client | undefined

  const connected = async (context: WorkloadContext): Promise<pg.Client> => {
    if (client !== undefined) return client
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
    const fresh = new pg.Client({
      host: '127.0.0.1',
      port: forward.port,
      database,
      user: context.platform.secret(used.login),
      password: context.platform.secret(used.secret),
      connectionTimeoutMillis: 5_000,
      query_timeout: operationTimeoutMs,
    })
    fresh.on('error', () => forget(fresh))
    await fresh.connect()
    client = fresh
    return fresh
  }

  const forget = (which: pg.Client | undefined) => {
    if (client === which) client = undefined
    which?.end().catch((error: unknown) => error)
  }

  const query = async (context: WorkloadContext, sql: string, values: unknown[] = []) => {
    const current = await connected(context)
    try {
      return await current.query(sql, values)
    } catch (error) {
      forget(current)
      throw error
    }
  }

  return {
    id,
    capability: 'catalog',
    async prepare(context) {
      await query(context, `create table if not exists ${table} (id bigint primary key, at timestamptz)`)
    },
    async run(context, signal) {
      for (let number = 1; !signal.aborted; number++) {
        const key = String(number)
        await attempt(context, { workload: id, kind: 'write', key, number }, async () => {
          const { rows } = await query(
            context,
            `insert into ${table} values ($1, now()) returning ${leader}`,
            [number],
          )
          const { server = '', timeline = '' } = (rows as { server?: string; timeline?: string }[])[0] ?? {}
          return { ledBy: { server, term: Number.parseInt(timeline, 16) } }
        })
        await attempt(context, { workload: id, kind: 'read' }, async () => {
          const { rows } = await query(context, `select coalesce(max(id), 0) as newest from ${table}`)
          return { number: Number((rows as { newest: string }[])[0]?.newest) }
        })
        await pause(100, signal)
      }
    },
    async verify(context, acknowledged) {
      const result = await query(context, `select id from ${table}`)
      const present = new Set(result.rows.map((row: { id: string }) => String(row.id)))
      return acknowledged.filter((key) => !present.has(key))
    },
    async cleanUp(context) {
      await query(context, `drop table if exists ${table}`)
      forget(client)
      await forward?.close()
    },
  }
}
