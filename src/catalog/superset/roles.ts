// The three roles of Superset: web servers, workers, and the keepers of the one beat.

import type { HostFile } from '../../model/artifacts.ts'
import { hostPaths } from '../../model/artifacts.ts'
import type { AvailabilityRule } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { databaseOf, redisUserOf, several } from '../conventions.ts'
import { libpqLogin } from '../postgres/libpq-login.ts'
import { areQueriesLocked, queryNeed } from '../query.ts'
import { primarySet } from '../redis/config.ts'
import { python3 } from '../runtimes/python.ts'
import {
  type ConfigureContext,
  defineProcess,
  type NeedDefinition,
  type ProcessInput,
  type Role,
  type ShapeContext,
} from '../service.ts'
import { beatRecovery, beatScript, keeperArguments, keeperScript } from './beat.ts'
import { heartbeatVariable, supersetConfig } from './config.ts'
import { directoryFile, directoryLines } from './directory.ts'
import { lakeArguments, lakeAuthority, lakePassword } from './lake-access.ts'
import type { SupersetOptions } from './options.ts'
import { administrator, schemaScript } from './schema.ts'
import { webSettings, websOf } from './sizing.ts'
import { ldapSoftware, supersetSoftware } from './software.ts'

type Shape = ShapeContext<SupersetOptions>
type Context = ConfigureContext<SupersetOptions>

/** The account that all roles run as. */
export const account = { name: 'superset', uid: 61_013 } as const

/** Where `superset_config.py` is expected, before Superset's own folder. */
export const supersetConfigDirectory = `${hostPaths.config}/superset`

const schemaJob = 'job/superset/schema'
const python = '/usr/bin/python3'

const equals = ({ tier }: Shape): AvailabilityRule => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' })

const state: readonly NeedDefinition[] = [
  {
    service: 'postgres',
    endpoint: 'primary',
    strength: 'hard',
    via: 'vip',
    why: 'users, charts and dashboards (R-2.5)',
  },
  {
    service: 'redis',
    endpoint: 'server',
    strength: 'hard',
    via: 'list',
    why: 'cache and task queue (R-2.5)',
  },
  {
    service: 'redis',
    endpoint: 'sentinel',
    strength: 'hard',
    via: 'list',
    why: 'a Sentinel names the primary of the cache',
    optional: true,
  },
]

const queries = (shape: Shape): NeedDefinition =>
  queryNeed(shape, 'soft', 'queries over the lake; other sources go on without it')

/** The configuration is one for all roles of a host. */
function configFiles(context: Context): readonly HostFile[] {
  const { ldap } = context.options
  const authority = directoryFile(supersetConfigDirectory, ldap, (name) => context.secret(name))
  const { database } = databaseOf('superset')
  const [login] = context.databaseLogins('superset')
  const redis = redisUserOf('superset')
  const placesOf = (role: 'server' | 'sentinel') =>
    context.instancesOf(role, 'redis').map((instance) => ({
      host: context.addressOf(instance, 'data'),
      port: context.endpoint('redis', role).port,
    }))
  const config = {
    path: `${supersetConfigDirectory}/superset_config.py`,
    content: supersetConfig({
      database: {
        address: context.vip('postgres', 'primary'),
        name: database,
        user: login.user,
        password: login.password,
      },
      redis: {
        user: redis.user,
        password: context.secret(redis.secret),
        servers: placesOf('server'),
        sentinels: placesOf('sentinel'),
        primarySet,
      },
      secretKey: context.secret('superset/secret-key'),
      behindTls: context.has('ingress'),
      connections: 5,
      ...(ldap === undefined ? {} : { directory: directoryLines(ldap, authority?.path) }),
    }),
  }
  return authority === undefined ? [config] : [config, authority]
}

function environment(context: Context): Readonly<Record<string, string>> {
  return {
    HOME: context.dataDirectory,
    LC_ALL: 'C.UTF-8',
    PYTHONPATH: `${supersetConfigDirectory}:${context.softwareDirectory(supersetSoftware)}`,
    PYTHONUNBUFFERED: '1',
  }
}

function supersetProcess(context: Context, input: ProcessInput) {
  return defineProcess(context, account.name, {
    ...input,
    env: { ...environment(context), ...input.env },
    readsBeside: [supersetConfigDirectory],
    after: [{ kind: 'job', id: schemaJob }],
    readyTimeoutMs: 300_000,
  })
}

/** Succeeds while a file was touched within the last half minute. */
function isFresh(file: string, holds: string) {
  return {
    kind: 'exec',
    argv: ['/usr/bin/find', file, '-mmin', '-0.5', '-exec', '/bin/cat', '{}', ';', '-print'],
    expectOutput: holds,
  } as const
}

/** Web servers: equals, which hold no state. */
export const web: Role<SupersetOptions> = {
  id: 'web',
  title: text('web server', '웹 서버'),
  duties: ['visualization'],
  count: websOf,
  networks: ['service', 'data'],
  rule: equals,
  needs: (shape) => [...state, queries(shape)],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 2, diskGiB: 10, settings: { ...webSettings } },
    rehearsal: { memoryMiB: 512, cpus: 1, diskGiB: 1, settings: { processes: 1, threads: 4 } },
  }),
  software: [python3, supersetSoftware, ldapSoftware],
  configure: (context) => {
    const { configDirectory } = context
    const { processes = webSettings.processes, threads = webSettings.threads } = context.size.settings
    const { port } = context.endpoint('superset', 'web')
    const address = context.address('service')
    const first = context.instancesOf('web')[0]?.id === context.instance.id
    const [script, password] = [`${configDirectory}/schema.py`, `${configDirectory}/administrator`]
    return {
      files: [
        ...configFiles(context),
        ...lakeAuthority(context, supersetConfigDirectory),
        ...(first
          ? [
              { path: script, content: schemaScript({ locked: areQueriesLocked(context.plan) }) },
              { path: password, content: `${context.secret(administrator.secret)}\n`, mode: 0o600 },
              ...lakePassword(context),
            ]
          : []),
      ],
      process: supersetProcess(context, {
        argv: [
          ...[python, '-m', 'gunicorn', `--bind=${address}:${port}`],
          ...[`--workers=${processes}`, `--threads=${threads}`, '--worker-class=gthread'],
          ...['--timeout=120', '--graceful-timeout=20', '--no-control-socket'],
          'superset.app:create_app()',
        ],
        ready: context.probeOf('superset', 'web', address),
        stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
      }),
      ...(first
        ? {
            jobs: [
              {
                id: schemaJob,
                user: account.name,
                argv: [python, script, password, ...lakeArguments(context, supersetConfigDirectory)],
                env: environment(context),
                workingDirectory: context.dataDirectory,
                after: [
                  { kind: 'job', id: 'job/postgres/databases' },
                  {
                    kind: 'probe',
                    what: 'endpoint/redis/server',
                    probe: context.probeOf('redis', 'server', firstRedis(context)),
                  },
                ],
                timeoutMs: 600_000,
                retryDelayMs: 5_000,
              },
            ],
          }
        : {}),
    }
  },
}

function firstRedis(context: Context): string {
  const [server] = context.instancesOf('server', 'redis')
  return server === undefined ? '' : context.addressOf(server, 'data')
}

/** Workers: they run what takes long, one task after another each. */
export const worker: Role<SupersetOptions> = {
  id: 'worker',
  title: text('worker', '워커'),
  duties: ['visualization'],
  count: (shape) => shape.options.workers ?? several(shape, 'visualization'),
  networks: ['data'],
  rule: equals,
  needs: (shape) => [...state, queries(shape)],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 2, diskGiB: 10, settings: { processes: 4 } },
    rehearsal: { memoryMiB: 512, cpus: 1, diskGiB: 1, settings: { processes: 1 } },
  }),
  software: [python3, supersetSoftware, ldapSoftware],
  configure: (context) => {
    const heartbeat = `${context.dataDirectory}/heartbeat`
    return {
      files: [...configFiles(context), ...lakeAuthority(context, supersetConfigDirectory)],
      process: supersetProcess(context, {
        argv: [
          ...[
            python,
            '-m',
            'celery',
            '--app=superset.tasks.celery_app:app',
            'worker',
            '--pool=prefork',
            '-O',
            'fair',
          ],
          ...[`--concurrency=${context.size.settings.processes}`, '--hostname=worker@%h', '--loglevel=INFO'],
          ...['--without-gossip', '--without-mingle'],
        ],
        env: { [heartbeatVariable]: heartbeat },
        prepare: [{ name: 'no heartbeat yet', argv: ['/bin/rm', '-f', heartbeat], timeoutMs: 10_000 }],
        ready: isFresh(heartbeat, 'heartbeat'),
        // A query that runs may end.
        stop: { signal: 'SIGTERM', timeoutMs: 60_000 },
      }),
    }
  },
}

/** On Kubernetes there is one, and another is started where its node is lost. */
const twoKeepers = ({ tier, onKubernetes }: Shape): boolean => tier === 'ha' && !onKubernetes

/** The beat: one keeper waits beside the one that runs it, and none of them runs it without the lease. */
export const beat: Role<SupersetOptions> = {
  id: 'beat',
  title: text('beat', '비트'),
  duties: ['visualization'],
  count: (shape) => (twoKeepers(shape) ? Math.min(2, shape.hostsOf('visualization')) : 1),
  networks: ['data'],
  rule: (shape) => (twoKeepers(shape) ? { kind: 'standby' } : { kind: 'single' }),
  recovery: (shape) => (twoKeepers(shape) ? beatRecovery(shape.profile) : undefined),
  needs: () => state,
  size: () => ({
    production: { memoryMiB: 512, cpus: 0.25, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 320, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
  software: [python3, supersetSoftware, ldapSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory, instance } = context
    const keeper = `${configDirectory}/keeper.py`
    const login = libpqLogin(context, 'superset')
    // A file of its own: who counts beats by their command lines shall not count keepers.
    const command = `${configDirectory}/beat.sh`
    const stateFile = `${dataDirectory}/state`
    const { database } = databaseOf('superset')
    const [host = '', port = ''] = context.vip('postgres', 'primary').split(':')
    return {
      files: [
        ...configFiles(context),
        { path: keeper, content: keeperScript },
        { path: command, content: beatScript(`${dataDirectory}/schedule`) },
        login.file,
      ],
      process: supersetProcess(context, {
        argv: [
          ...[python, keeper, ...keeperArguments(context.profile, instance.id), stateFile],
          ...['/bin/sh', command],
        ],
        env: {
          PGHOST: host,
          PGPORT: port,
          ...(login.user === undefined ? {} : { PGUSER: login.user }),
          PGDATABASE: database,
          ...login.env,
        },
        prepare: [{ name: 'no state yet', argv: ['/bin/rm', '-f', stateFile], timeoutMs: 10_000 }],
        ready: isFresh(stateFile, 'leads|waits'),
        leader: isFresh(stateFile, 'leads'),
        stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
      }),
    }
  },
}
