// Postgres under Patroni: the database of the Metastore and of SeaweedFS' filers. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineProcess, defineService, type Role } from '../service.ts'
import { amountOf } from '../sizing.ts'
import { databasesSql, postgresUsers } from './access.ts'
import { type PostgresOptions, postgresOptions } from './options.ts'
import { patroniConfig, postgresPrograms } from './patroni-config.ts'
import { serverSizing } from './sizing.ts'
import { patroniSoftware, postgresqlSoftware } from './software.ts'
import { postgresRecovery, primaryBalancing } from './timing.ts'

const account = { name: 'postgres', uid: 61_002 } as const

const server: Role<PostgresOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['metadata'],
  count: ({ tier }) => (tier === 'ha' ? 3 : 1),
  networks: ['data', 'management'],
  rule: ({ tier }) =>
    tier === 'ha'
      ? { kind: 'elected-primary', consensus: 'etcd/member', synchrony: 'strict' }
      : { kind: 'single' },
  recovery: ({ profile }) => postgresRecovery(profile),
  needs: () => [
    {
      service: 'etcd',
      endpoint: 'client',
      strength: 'hard',
      via: 'list',
      why: 'Patroni keeps the leader key in etcd',
    },
  ],
  size: (shape) => {
    const numbers = serverSizing(shape)
    return {
      production: {
        memoryMiB: amountOf(numbers, 'memoryMiB'),
        cpus: 4,
        diskGiB: amountOf(numbers, 'diskGiB'),
        settings: {
          sharedBuffersMiB: amountOf(numbers, 'sharedBuffersMiB'),
          workMemMiB: amountOf(numbers, 'workMemMiB'),
          maintenanceWorkMemMiB: amountOf(numbers, 'maintenanceWorkMemMiB'),
          maxWalSizeMiB: 4_096,
          walKeepMiB: 1_024,
        },
      },
      rehearsal: {
        memoryMiB: 320,
        cpus: 1,
        diskGiB: 2,
        settings: {
          sharedBuffersMiB: 32,
          workMemMiB: 2,
          maintenanceWorkMemMiB: 16,
          maxWalSizeMiB: 512,
          walKeepMiB: 128,
        },
      },
    }
  },
  software: [postgresqlSoftware, patroniSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const configFile = `${configDirectory}/patroni.yml`
    const passwordFile = `${configDirectory}/pgpass`
    const sqlFile = `${configDirectory}/databases.sql`
    const [virtualIp = '', port = ''] = context.vip('postgres', 'primary').split(':')
    const api = { address: context.address('data'), port: context.endpoint('postgres', 'patroni').port }
    const first = context.instancesOf('server')[0]?.id === context.instance.id
    const superuser = postgresUsers.superuser
    const password = context.secret(`postgres/${superuser}`)
    return {
      files: [
        { path: configFile, content: patroniConfig(context), mode: 0o600 },
        ...(first
          ? [
              { path: sqlFile, content: databasesSql(context), mode: 0o600 },
              {
                path: passwordFile,
                content: `${virtualIp}:${port}:*:${superuser}:${password}\n`,
                mode: 0o600,
              },
            ]
          : []),
      ],
      process: defineProcess(context, account.name, {
        argv: ['/usr/bin/patroni', configFile],
        env: { HOME: dataDirectory, LC_ALL: 'C.UTF-8', PYTHONUNBUFFERED: '1' },
        directories: [{ path: `${dataDirectory}/pgdata`, mode: 0o700 }],
        ready: { kind: 'http', ...api, path: '/health', expectStatus: [200] },
        readyTimeoutMs: 300_000,
        leader: { kind: 'http', ...api, path: '/primary', expectStatus: [200] },
        // A primary hands over and checkpoints before it goes.
        stop: { signal: 'SIGTERM', timeoutMs: 60_000 },
        limits: {
          memoryMiB: context.size.memoryMiB,
          cpus: context.size.cpus,
          openFiles: 65_536,
          // Patroni must renew its leader key in time, however busy the host is.
          nice: -5,
        },
      }),
      ...(first
        ? {
            jobs: [
              {
                id: 'job/postgres/databases' as const,
                user: account.name,
                argv: [
                  `${postgresPrograms}/psql`,
                  '--no-psqlrc',
                  '--no-password',
                  '--quiet',
                  '--set=ON_ERROR_STOP=1',
                  `--host=${virtualIp}`,
                  `--port=${port}`,
                  `--username=${superuser}`,
                  '--dbname=postgres',
                  `--file=${sqlFile}`,
                ],
                env: { PGPASSFILE: passwordFile, PGCONNECT_TIMEOUT: '5', HOME: dataDirectory },
                workingDirectory: dataDirectory,
                after: [
                  {
                    kind: 'probe' as const,
                    what: 'endpoint/postgres/primary',
                    probe: context.probeOf('postgres', 'primary'),
                  },
                ],
                timeoutMs: 60_000,
                retryDelayMs: 2_000,
              },
            ],
          }
        : {}),
    }
  },
}

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
  probe: (endpoint, address, port) =>
    endpoint === 'patroni'
      ? { kind: 'http', address, port, path: '/health', expectStatus: [200] }
      : // SSLRequest, which Postgres answers with one byte, S or N, before any login (PostgreSQL, "Message formats").
        { kind: 'tcp', address, port, sendHex: '0000000804d2162f', expectHex: '^(4e|53)' },
  kubernetes: {
    realisation: 'operator',
    roles: [
      {
        ...server,
        needs: () => [],
        rule: ({ tier }) =>
          tier === 'ha'
            ? { kind: 'elected-primary', consensus: 'kubernetes/control-plane', synchrony: 'strict' }
            : { kind: 'single' },
        moves: false,
      },
    ],
  },
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
