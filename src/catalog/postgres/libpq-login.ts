// How programs on libpq (psql, psycopg) are told who logs in.

import type { HostFile } from '../../model/artifacts.ts'
import { databaseOf } from '../conventions.ts'
import type { ConfigureContext } from '../service.ts'

/** A file that holds the login, and the environment that leads to it. */
export interface LibpqLogin {
  readonly file: HostFile
  readonly env: Readonly<Record<string, string>>
  /** Who logs in, where the file does not say it. */
  readonly user?: string
}

const section = 'hanok'

/**
 * The login of a service, in a file of its own folder. Where it is renewed while the service runs, the user changes with the password: then both
 * stand in a service file, since arguments and environment are those that a process was defined with (PostgreSQL, "The Connection Service
 * File"). Elsewhere only the password does ("The Password File").
 */
export function libpqLogin(context: ConfigureContext<unknown>, service: string): LibpqLogin {
  const [{ user, password }, ...others] = context.databaseLogins(service)
  if (others.length > 0) {
    const path = `${context.configDirectory}/pg_service.conf`
    return {
      file: { path, content: `[${section}]\nuser=${user}\npassword=${password}\n`, mode: 0o600 },
      env: { PGSERVICEFILE: path, PGSERVICE: section },
    }
  }
  const path = `${context.configDirectory}/pgpass`
  const place = `${context.vip('postgres', 'primary')}:${databaseOf(service).database}`
  return {
    file: { path, content: `${place}:${user}:${password}\n`, mode: 0o600 },
    env: { PGPASSFILE: path },
    user,
  }
}
