// Who may ask Trino what: its users, their passwords, their rights, and the certificate that it shows. docs/adr/0022.

import type { HostFile } from '../../model/artifacts.ts'
import type { JsonObject } from '../../model/plan.ts'
import { certificateKeyOf, certificateOf, hashOf } from '../../model/secrets.ts'
import {
  areQueriesLocked,
  askingServices,
  queryAdministrator,
  queryDrills,
  queryReadable,
  queryUserOf,
} from '../query.ts'
import type { ConfigureContext } from '../service.ts'
import { directoryFile, directoryFiles, directoryRules } from './directory.ts'
import { prometheusUser } from './metrics.ts'
import type { TrinoOptions } from './options.ts'

type Context = ConfigureContext<TrinoOptions>

/** What rights are given to; `monitors` see metrics, and not one table. */
type Group = 'admins' | 'readers' | 'drills' | 'monitors'

interface User {
  readonly user: string
  readonly secret: string
  readonly group: Group
}

/** Everybody whom an instance knows. Workers are asked by nobody but who runs them and who measures them. */
function usersOf(context: Context): readonly User[] {
  const running: readonly User[] = [
    { ...queryAdministrator, group: 'admins' },
    ...(context.has('prometheus') ? [{ ...prometheusUser, group: 'monitors' } as const] : []),
  ]
  if (context.instance.role === 'worker') return running
  const services = askingServices.filter((service) => context.has(service))
  return [
    ...running,
    ...services.map((service): User => ({ ...queryUserOf(service), group: 'readers' })),
    { user: queryDrills.user, secret: queryDrills.secret, group: 'drills' },
  ]
}

/** Settings of `config.properties` by which Trino listens over TLS, and takes no query over plain HTTP. */
export function accessProperties(context: Context): Readonly<Record<string, string | number | boolean>> {
  // Compose ends TLS nowhere, and nobody there stands in front of Trino either.
  if (!areQueriesLocked(context.plan)) return { 'http-server.process-forwarded': true }
  const directory = directoryFile(context, etcOf(context))
  return {
    'http-server.https.enabled': true,
    'http-server.https.port': context.endpoint('trino', `${context.instance.role}-https`).port,
    'http-server.https.keystore.path': serverCertificate(context),
    'http-server.authentication.type': 'PASSWORD',
    ...(directory === undefined
      ? {}
      : { 'password-authenticator.config-files': `${at(context, passwordAuthenticator)},${directory}` }),
    'http-server.authentication.allow-insecure-over-http': false,
    // Whoever writes `X-Forwarded-Proto: https` himself is refused, not believed: TLS ends here.
    'http-server.process-forwarded': false,
  }
}

/** The files that `etc/` holds beside those settings; none where queries are not locked. */
export function accessFiles(context: Context): readonly HostFile[] {
  if (!areQueriesLocked(context.plan)) return []
  const users = usersOf(context)
  const [passwords, groups, rules] = ['password.db', 'groups.txt', 'rules.json'].map((name) =>
    at(context, name),
  )
  const lines = (of: (user: User) => string) => users.map((user) => `${of(user)}\n`).join('')
  return [
    ...[
      ['password-authenticator', { 'password-authenticator.name': 'file', 'file.password-file': passwords }],
      ['group-provider', { 'group-provider.name': 'file', 'file.group-file': groups }],
      ['access-control', { 'access-control.name': 'file', 'security.config-file': rules }],
    ].map(([name, settings]) => ({
      path: at(context, `${name}.properties`),
      content: Object.entries(settings ?? {})
        .map(([key, value]) => `${key}=${value}\n`)
        .join(''),
    })),
    {
      path: at(context, 'password.db'),
      content: lines(({ user, secret }) => `${user}:${context.secret(hashOf(secret))}`),
      mode: 0o400,
    },
    { path: at(context, 'groups.txt'), content: lines(({ user, group }) => `${group}:${user}`) },
    { path: at(context, 'rules.json'), content: `${JSON.stringify(accessRules(context), null, 2)}\n` },
    ...directoryFiles(context, etcOf(context), ownNames),
    { path: serverCertificate(context), content: keyAndCertificate(context), mode: 0o400 },
  ]
}

const passwordAuthenticator = 'password-authenticator.properties'

/** The file of its key and certificate. */
export function serverCertificate(context: Context): string {
  return at(context, 'server.pem')
}

function etcOf({ configDirectory }: Context): string {
  return `${configDirectory}/etc`
}

function at(context: Context, name: string): string {
  return `${etcOf(context)}/${name}`
}

/** Names that are the platform's, also where it has no use for them now: a directory's person is never taken for one of them. */
const ownNames: readonly string[] = [
  queryAdministrator.user,
  ...askingServices,
  queryDrills.user,
  prometheusUser.user,
]

/** By which addresses it is asked: its own, and for a coordinator the virtual IPs. */
function keyAndCertificate(context: Context): string {
  const own = context.address('data')
  const virtual = ['https', 'users'].map((name) => context.endpoint('trino', name).virtualIp ?? '')
  const subject = (context.instance.role === 'worker' ? [own] : [own, ...new Set(virtual)]).join('/')
  return `${context.secret(certificateKeyOf(subject))}\n${context.secret(certificateOf(subject))}\n`
}

const everything = ['SELECT', 'INSERT', 'DELETE', 'UPDATE', 'OWNERSHIP', 'GRANT_SELECT']

/**
 * What is not allowed here is refused; the first rule of a list that fits decides (Trino, "File-based access control"). Rules for system
 * information know no groups.
 */
function accessRules({ options }: Context): JsonObject {
  const people = options.ldap === undefined ? undefined : directoryRules(ownNames)
  const drills = { group: 'drills', catalog: queryDrills.catalog, schema: queryDrills.schema }
  return {
    catalogs: [
      { group: 'admins', allow: 'all' },
      { group: 'readers', catalog: queryReadable, allow: 'read-only' },
      { group: 'drills', catalog: queryDrills.catalog, allow: 'all' },
      ...(people?.catalogs ?? []),
    ],
    schemas: [
      { group: 'admins', owner: true },
      { ...drills, owner: true },
    ],
    tables: [
      { group: 'admins', privileges: everything },
      { group: 'readers', catalog: queryReadable, privileges: ['SELECT'] },
      { ...drills, privileges: everything },
      ...(people?.tables ?? []),
    ],
    queries: [
      { group: 'admins', allow: ['execute', 'kill', 'view'] },
      // Their own they see and end anyway.
      { group: 'readers|drills', allow: ['execute'] },
      ...(people?.queries ?? []),
    ],
    procedures: [
      { group: 'admins', privileges: ['EXECUTE', 'GRANT_EXECUTE'] },
      // How Superset ends a query of its own.
      {
        group: 'readers',
        catalog: 'system',
        schema: 'runtime',
        procedure: 'kill_query',
        privileges: ['EXECUTE'],
      },
    ],
    // Nobody asks in the name of another.
    impersonation: [],
    system_information: [
      { user: queryAdministrator.user, allow: ['read', 'write'] },
      { user: prometheusUser.user, allow: ['read'] },
    ],
  }
}
