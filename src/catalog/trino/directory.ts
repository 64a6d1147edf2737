// People of a directory: an LDAP authenticator beside the file with the platform's own users. Trino, "LDAP authentication".

import type { HostFile } from '../../model/artifacts.ts'
import type { JsonObject } from '../../model/plan.ts'
import { directoryAuthority, personsOf } from '../directory.ts'
import { queryReadable } from '../query.ts'
import type { ConfigureContext } from '../service.ts'
import type { TrinoOptions } from './options.ts'

type Context = ConfigureContext<TrinoOptions>

/** How long a directory that is away keeps people waiting. The platform's users are in the file, which is asked first. */
const timeoutS = 5

/** The properties file of the directory, in `folder`; undefined where there is none, and on workers, which nobody asks. */
export function directoryFile({ instance, options }: Context, folder: string): string | undefined {
  return options.ldap === undefined || instance.role === 'worker' ? undefined : `${folder}/ldap.properties`
}

/** Its files. `ours`: names that are the platform's, whatever the directory has under them. */
export function directoryFiles(
  context: Context,
  folder: string,
  ours: readonly string[],
): readonly HostFile[] {
  const { ldap } = context.options
  const path = directoryFile(context, folder)
  if (path === undefined || ldap === undefined) return []
  const { attribute, base } = personsOf(ldap.userBindPattern)
  const authority = `${folder}/ldap-authority.crt`
  const isGiven = ldap.authority === 'given'
  const taken = ours.map((name) => `(${attribute}=${name})`).join('')
  const settings = {
    'password-authenticator.name': 'ldap',
    'ldap.url': ldap.url,
    ...(isGiven ? { 'ldap.ssl.truststore.path': authority } : {}),
    'ldap.user-bind-pattern': ldap.userBindPattern,
    // Whoever bound is looked up as well: nobody gets the rights of one of ours by having that name there.
    'ldap.user-base-dn': base,
    'ldap.group-auth-pattern': `(&(${attribute}=\${USER})(!(|${taken})))`,
    'ldap.timeout.connect': `${timeoutS}s`,
    'ldap.timeout.read': `${timeoutS}s`,
  }
  const content = Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('')
  return [
    { path, content },
    ...(isGiven ? [{ path: authority, content: `${context.secret(directoryAuthority('trino'))}\n` }] : []),
  ]
}

/** What people of the directory may: everybody whose name is none of ours reads. */
export function directoryRules(ours: readonly string[]): {
  readonly catalogs: readonly JsonObject[]
  readonly tables: readonly JsonObject[]
  readonly queries: readonly JsonObject[]
} {
  const user = `(?!(?:${ours.join('|')})$).+`
  return {
    catalogs: [{ user, catalog: queryReadable, allow: 'read-only' }],
    tables: [{ user, catalog: queryReadable, privileges: ['SELECT'] }],
    queries: [{ user, allow: ['execute'] }],
  }
}
