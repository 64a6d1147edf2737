// One login to Postgres: does it take this role with this password?

import pg from 'pg'

const loginTimeoutMs = 10_000

/** "invalid_password" and "invalid_authorization_specification" (PostgreSQL, "Error codes"): also for a role that there is not. */
const refused = ['28P01', '28000']

/** Where Postgres is reached, on the loopback of this machine, and whose database is asked for. */
export interface PostgresPlace {
  readonly port: number
  readonly database: string
}

/** Logs in and out. False when the login is refused; rejects when it is neither refused nor taken. */
export async function postgresAccepts(
  { port, database }: PostgresPlace,
  user: string,
  password: string,
): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database,
    user,
    password,
    connectionTimeoutMillis: loginTimeoutMs,
    query_timeout: loginTimeoutMs,
  })
  // Without a listener, an error after the login would end the process.
  const lost: Error[] = []
  client.on('error', (error) => lost.push(error))
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch (error) {
    if (refused.includes((error as { code?: string }).code ?? '')) return false
    throw error
  } finally {
    await client.end().catch((error: Error) => lost.push(error))
  }
}
