// How Superset gets into the lake where Trino wants a password: what the schema's script is told, and the files that it and the connection name.

import type { HostFile } from '../../model/artifacts.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import { areQueriesLocked, queryUserOf } from '../query.ts'
import type { ConfigureContext } from '../service.ts'
import type { SupersetOptions } from './options.ts'
import { lakeAddress } from './schema.ts'

type Context = ConfigureContext<SupersetOptions>

/** Arguments of the schema's script after the administrator's password. `shared`: the folder that every host of Superset has alike. */
export function lakeArguments(context: Context, shared: string): readonly string[] {
  if (!context.has('trino')) return []
  return areQueriesLocked(context.plan)
    ? [lakeAddress(context.vip('trino', 'https')), passwordFile(context), authorityFile(shared)]
    : [lakeAddress(context.vip('trino', 'http'))]
}

/** The password of Superset's user, for the script alone: Superset itself has it in its database. */
export function lakePassword(context: Context): readonly HostFile[] {
  if (!areQueriesLocked(context.plan)) return []
  const content = `${context.secret(queryUserOf('superset').secret)}\n`
  return [{ path: passwordFile(context), content, mode: 0o600 }]
}

/** Who vouches for Trino, for whichever of Superset's processes asks it. */
export function lakeAuthority(context: Context, shared: string): readonly HostFile[] {
  return areQueriesLocked(context.plan)
    ? [{ path: authorityFile(shared), content: `${context.secret(authorityCertificate)}\n` }]
    : []
}

function passwordFile({ configDirectory }: Context): string {
  return `${configDirectory}/lake`
}

function authorityFile(shared: string): string {
  return `${shared}/authority.crt`
}
