// Who may log in to Postgres from where, and which databases exist: both follow from the plan's needs.

import { databaseRolesOf } from '../../model/secrets.ts'
import { databaseOf } from '../conventions.ts'
import type { ConfigureContext, DatabaseLogin } from '../service.ts'
import type { PostgresOptions } from './options.ts'
import { ownConnections, poolOf } from './sizing.ts'

/** The superuser, and the two users of Patroni's own. Their secrets are `postgres/NAME`. */
export const postgresUsers = { superuser: 'postgres', replication: 'replication', rewind: 'rewind' } as const

/** Ids of the services that need a database, in order of id. */
export function servicesWithDatabase(
  context: Pick<ConfigureContext<PostgresOptions>, 'plan'>,
): readonly string[] {
  const owners = context.plan.instances
    .filter((instance) => instance.service !== 'postgres')
    .filter((instance) => instance.needs.some((need) => need.endpoint === 'endpoint/postgres/primary'))
    .map((instance) => instance.service)
  return [...new Set(owners)].sort()
}

/** Connections that all clients together may hold: a pool for each instance that needs a database. */
export function clientConnections({ instances }: ConfigureContext<PostgresOptions>['plan']): number {
  const clients = instances.filter((instance) =>
    instance.needs.some((need) => need.endpoint === 'endpoint/postgres/primary'),
  ).length
  return poolOf(clients) * clients
}

/** Connections to allow: declared, or room for all clients. */
export function maxConnections(context: Pick<ConfigureContext<PostgresOptions>, 'plan' | 'options'>): number {
  return context.options.maxConnections ?? ownConnections + clientConnections(context.plan)
}

/**
 * The lines of `pg_hba.conf`. Clients reach Postgres through the balancer, so they arrive with the address of an edge
 * host; only the servers themselves connect to one another directly.
 */
export function hostBasedAccess(context: ConfigureContext<PostgresOptions>): readonly string[] {
  const addressesOf = (role: string, service: string) =>
    context.instancesOf(role, service).map((instance) => `${context.addressOf(instance, 'data')}/32`)
  const servers = addressesOf('server', 'postgres')
  const balancers = addressesOf('haproxy', 'load-balancer')
  const { superuser, replication, rewind } = postgresUsers
  return [
    'local all all scram-sha-256',
    ...servers.map((from) => `host replication ${replication} ${from} scram-sha-256`),
    ...servers.map((from) => `host all ${superuser},${rewind} ${from} scram-sha-256`),
    ...balancers.map((from) => `host all ${superuser} ${from} scram-sha-256`),
    ...servicesWithDatabase(context).flatMap((service) => {
      const { database, user: owner } = databaseOf(service)
      // With a plus: whoever is a member of the owner, and the owner itself where that is who logs in.
      const user = context.databaseLogins(service).length > 1 ? `+${owner}` : owner
      return balancers.map((from) => `host ${database} ${user} ${from} scram-sha-256`)
    }),
  ]
}

/** SQL that makes the roles and the database of every service that needs one. Repeating it changes nothing. */
export function databasesSql(context: ConfigureContext<PostgresOptions>): string {
  const blocks = servicesWithDatabase(context).map((service) => {
    const { database, user: owner } = databaseOf(service)
    const [login, spare] = context.databaseLogins(service)
    return [
      `-- ${service}`,
      roleSql(owner),
      ...(spare === undefined
        ? [`ALTER ROLE "${owner}" LOGIN ${noRights} PASSWORD '${login.password}';`]
        : loginsSql(owner, databaseRolesOf(service), [login, spare])),
      `SELECT 'CREATE DATABASE "${database}" OWNER "${owner}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}') \\gexec`,
      `REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;`,
      '',
    ].join('\n')
  })
  return ['-- Databases of the services that need one, from the plan.', '', ...blocks].join('\n')
}

const noRights = 'NOSUPERUSER NOCREATEDB NOCREATEROLE'

function roleSql(role: string): string {
  return `SELECT 'CREATE ROLE "${role}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') \\gexec`
}

/**
 * Two roles that log in, and the owner as which both act from their first statement on: what either makes belongs to the owner (PostgreSQL,
 * "ALTER ROLE": a setting of the role counts for its new sessions; "SET ROLE"). Whoever still has a session of the spare one holds a password
 * that is none any more.
 */
function loginsSql(
  owner: string,
  roles: readonly string[],
  [used, spare]: readonly [DatabaseLogin, DatabaseLogin],
): readonly string[] {
  return [
    ...roles.flatMap((role) => [
      roleSql(role),
      `GRANT "${owner}" TO "${role}";`,
      `ALTER ROLE "${role}" SET role = "${owner}";`,
    ]),
    ...[used, spare].map(
      ({ user, password }) => `ALTER ROLE "${user}" LOGIN ${noRights} PASSWORD '${password}';`,
    ),
    // Until docs/adr/0024 it logged in itself.
    `ALTER ROLE "${owner}" NOLOGIN ${noRights} PASSWORD NULL;`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${spare.user}' \\g /dev/null`,
  ]
}
