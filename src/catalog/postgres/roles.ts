// The role of Postgres: servers under Patroni, of which one is the primary.

import { text } from '../../model/text.ts'
import { python3 } from '../runtimes/python.ts'
import { defineProcess, type Role } from '../service.ts'
import { amountOf } from '../sizing.ts'
import { databasesSql, postgresUsers } from './access.ts'
import type { PostgresOptions } from './options.ts'
import { patroniConfig, postgresPrograms } from './patroni-config.ts'
import { serverSizing } from './sizing.ts'
import { patroniSoftware, postgresqlSoftware } from './software.ts'
import { postgresRecovery } from './timing.ts'

/** The account that Postgres runs as. */
export const account = { name: 'postgres', uid: 61_002 } as const

/** Servers: Patroni elects the primary among them. */
export const server: Role<PostgresOptions> = {
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
  software: [postgresqlSoftware, python3, patroniSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const configFile = `${configDirectory}/patroni.yml`
    const passwordFile = `${configDirectory}/pgpass`
    const patroni = context.softwareDirectory(patroniSoftware)
    const sqlFile = `${configDirectory}/databases.sql`
    const [virtualIp = '', port = ''] = context.vip('postgres', 'primary').split(':')
    const api = { address: context.address('data'), port: context.endpoint('postgres', 'patroni').port }
    const first = context.instancesOf('server')[0]?.id === context.instance.id
    const superuser = postgresUsers.superuser
    const password = context.secret(`postgres/${superuser}`)
    return {
      files: [
        { path: configFile, content: patroniConfig(context), mode: 0o600 },
        {
          path: `${configDirectory}/patronictl`,
          content: `#!/bin/sh\n# What is asked of this cluster by hand: list, switchover, edit-config.\nPYTHONPATH=${patroni} exec /usr/bin/python3 ${patroni}/bin/patronictl -c ${configFile} "$@"\n`,
          mode: 0o755,
        },
        // The first makes the databases; whichever is up renews what is logged in with.
        { path: sqlFile, content: databasesSql(context), mode: 0o600 },
        {
          path: passwordFile,
          content: `${virtualIp}:${port}:*:${superuser}:${password}\n`,
          mode: 0o600,
        },
      ],
      process: defineProcess(context, account.name, {
        argv: ['/usr/bin/python3', '-m', 'patroni', configFile],
        env: { HOME: dataDirectory, LC_ALL: 'C.UTF-8', PYTHONPATH: patroni, PYTHONUNBUFFERED: '1' },
        directories: [{ path: `${dataDirectory}/pgdata`, mode: 0o700 }],
        // A standby that does not stream keeps nobody's data, though its Postgres runs. (Patroni, "REST API", GET /readiness)
        ready: { kind: 'http', ...api, path: '/readiness?lag=16MB&mode=write', expectStatus: [200] },
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
