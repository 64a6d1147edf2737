// Postgres under Patroni: the database of the Metastore and of SeaweedFS' filers. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { postgresOnKubernetes } from './kubernetes-plan.ts'
import { type PostgresOptions, postgresOptions } from './options.ts'
import { account, server } from './roles.ts'
import { postgresRules } from './rules.ts'
import { serverSizing } from './sizing.ts'
import { postgresqlSoftware } from './software.ts'
import { primaryBalancing } from './timing.ts'

/** Postgres as Hanok runs it: see README.md beside this file. */
export const service = defineService<PostgresOptions>({
  id: 'postgres',
  title: text('PostgreSQL with Patroni', 'Patroni로 관리하는 PostgreSQL'),
  version: postgresqlSoftware.version,
  options: postgresOptions,
  account,
  roles: [server],
  endpoints: ({ profile }) => [
    {
      kind: 'direct',
      name: 'server',
      role: 'server',
      networks: ['data'],
      port: 5_432,
      protocol: 'postgresql',
      auth: 'password',
    },
    {
      kind: 'direct',
      name: 'patroni',
      role: 'server',
      networks: ['data'],
      port: 8_008,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'balanced',
      name: 'primary',
      backend: 'server',
      network: 'data',
      port: 5_432,
      protocol: 'postgresql',
      auth: 'password',
      balancing: primaryBalancing(profile),
    },
  ],
  datasets: ({ tier, options }) => [
    tier === 'ha'
      ? {
          name: 'postgres',
          copies: 3,
          minInSync: 1 + options.synchronousStandbys,
          durableCopies: 1 + options.synchronousStandbys,
          domainKind: 'rack',
        }
      : { name: 'postgres', copies: 1, minInSync: 1, domainKind: 'host' },
  ],
  capabilities: {},
  sizing: (shape) => serverSizing(shape),
  flows: () => [
    {
      from: 'postgres/server',
      to: 'server',
      protocol: 'tcp',
      network: 'data',
      why: 'standbys stream the log, and rewind from the primary',
    },
    {
      from: 'postgres/server',
      to: 'patroni',
      protocol: 'tcp',
      network: 'data',
      why: 'Patroni asks the others how far they are before it promotes itself',
    },
    {
      from: 'postgres/server',
      to: 'primary',
      protocol: 'tcp',
      network: 'data',
      why: 'the databases of all services are made on the primary',
    },
  ],
  rules: () => postgresRules,
  probe: (endpoint, address, port) =>
    endpoint === 'patroni'
      ? { kind: 'http', address, port, path: '/health', expectStatus: [200] }
      : // SSLRequest, which Postgres answers with one byte, S or N, before any login (PostgreSQL, "Message formats").
        { kind: 'tcp', address, port, sendHex: '0000000804d2162f', expectHex: '^(4e|53)' },
  kubernetes: postgresOnKubernetes,
  decisions: [
    {
      about: 'postgres/server',
      why: 'Strictly synchronous: what is acknowledged is on two servers, and a primary without a standby refuses writes rather than risk them.',
      source: 'R-2.2; Patroni, "Replication modes"',
    },
    {
      about: 'endpoint/postgres/primary',
      why: 'One address that follows the leader: the balancer asks Patroni who holds the leader key.',
      source: 'Patroni, "REST API"',
    },
  ],
})
