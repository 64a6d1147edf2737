// Who may log in to Postgres from where, and which databases exist: both follow from the plan's needs.

import { databaseOf } from '../conventions.ts'
import type { ConfigureContext } from '../service.ts'
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
      const { database, user } = databaseOf(service)
      return balancers.map((from) => `host ${database} ${user} ${from} scram-sha-256`)
    }),
  ]
}

/** SQL that makes the role and the database of every service that needs one. Repeating it changes nothing. */
export function databasesSql(context: ConfigureContext<PostgresOptions>): string {
  const blocks = servicesWithDatabase(context).map((service) => {
    const { database, user, secret } = databaseOf(service)
    return [
      `-- ${service}`,
      `SELECT 'CREATE ROLE "${user}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${user}') \\gexec`,
      `ALTER ROLE "${user}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${context.secret(secret)}';`,
      `SELECT 'CREATE DATABASE "${database}" OWNER "${user}"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}') \\gexec`,
      `REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;`,
      '',
    ].join('\n')
  })
  return ['-- Databases of the services that need one, from the plan.', '', ...blocks].join('\n')
}
