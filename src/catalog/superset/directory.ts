// People of a directory in Superset: lines of superset_config.py. Flask-AppBuilder, "Authentication: LDAP"; `auth_user_ldap` of its
// security/manager.py for what happens in which order.

import type { HostFile } from '../../model/artifacts.ts'
import { directoryAuthority, personsOf } from '../directory.ts'
import type { SupersetOptions } from './options.ts'
import { administrator } from './schema.ts'

type Directory = NonNullable<SupersetOptions['ldap']>

/** How long a directory that is away keeps people waiting: without it a dead host's address does for minutes. */
const timeoutS = 5

/** The certificate of who vouches for the directory, where one is given. */
export function directoryFile(
  folder: string,
  directory: Directory | undefined,
  secret: (name: string) => string,
) {
  if (directory?.authority !== 'given') return undefined
  return {
    path: `${folder}/ldap-authority.crt`,
    content: `${secret(directoryAuthority('superset'))}\n`,
  } satisfies HostFile
}

/**
 * The lines. People bind as themselves; who has never come is made a user at once, and roles follow their groups at every login. The
 * administrator's name is nobody's there: whoever had it in the directory would be the administrator here.
 */
export function directoryLines(
  { url, userBindPattern, groups, role }: Directory,
  authorityFile?: string,
): string {
  const { attribute, base } = personsOf(userBindPattern)
  const entries = Object.entries(groups)
  const mapping = [...new Set(Object.values(groups))].map((dn) => {
    const names = entries.filter(([, other]) => other === dn).map(([name]) => python(name))
    return `    ${python(dn)}: [${names.join(', ')}],`
  })
  return `
import ldap
from flask_appbuilder.security.manager import AUTH_LDAP

ldap.set_option(ldap.OPT_NETWORK_TIMEOUT, ${timeoutS})
ldap.set_option(ldap.OPT_TIMEOUT, ${timeoutS})
AUTH_TYPE = AUTH_LDAP
# The platform itself logs in as the administrator, whom no directory knows.
AUTH_API_LOGIN_ALLOW_MULTIPLE_PROVIDERS = True
AUTH_LDAP_SERVER = ${python(url)}
AUTH_LDAP_TLS_DEMAND = True
${authorityFile === undefined ? '' : `AUTH_LDAP_TLS_CACERTFILE = ${python(authorityFile)}\n`}AUTH_LDAP_USERNAME_FORMAT = ${python(`${attribute}=%s,${base.replaceAll('%', '%%')}`)}
AUTH_LDAP_SEARCH = ${python(base)}
AUTH_LDAP_UID_FIELD = ${python(attribute)}
AUTH_LDAP_SEARCH_FILTER = ${python(`(!(${attribute}=${administrator.name}))`)}
AUTH_USER_REGISTRATION = True
AUTH_USER_REGISTRATION_ROLE = ${python(role)}
AUTH_ROLES_SYNC_AT_LOGIN = True
AUTH_ROLES_MAPPING = {
${mapping.map((line) => `${line}\n`).join('')}}
`
}

/** A text as Python writes it: JSON's escapes are Python's as well. */
function python(value: string): string {
  return JSON.stringify(value)
}
