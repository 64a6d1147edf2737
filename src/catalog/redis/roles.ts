// The two roles of Redis: servers, of which one leads, and the Sentinels that choose it.

import { text } from '../../model/text.ts'
import { defineProcess, type Role, type ShapeContext } from '../service.ts'
import { sentinelAcl, serverAcl } from './access.ts'
import { followScript, recallScript, roleScript, sentinelConfig, serverConfig } from './config.ts'
import type { RedisOptions } from './options.ts'
import { redisSoftware } from './software.ts'
import { redisRecovery } from './timing.ts'

/** The account that both roles run as. */
export const account = { name: 'redis', uid: 61_012 } as const

/** Servers: none without Superset, the only one that uses them. */
export function servers({ tier, options, has, hostsOf }: ShapeContext<RedisOptions>): number {
  if (!has('superset')) return 0
  return options.servers ?? (tier === 'ha' ? Math.min(2, hostsOf('visualization')) : 1)
}

/** Servers: one is written to, the others copy it. */
export const server: Role<RedisOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['visualization'],
  count: servers,
  networks: ['data'],
  rule: ({ tier }) =>
    tier === 'ha' ? { kind: 'asynchronous-primary', consensus: 'redis/sentinel' } : { kind: 'single' },
  recovery: ({ profile, options }) => redisRecovery(profile, options),
  needs: () => [
    {
      service: 'redis',
      endpoint: 'server',
      strength: 'soft',
      via: 'list',
      why: 'replicas follow the primary',
    },
    {
      service: 'redis',
      endpoint: 'sentinel',
      strength: 'soft',
      via: 'list',
      why: 'before it starts, a server asks whom it is to follow',
      optional: true,
    },
  ],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 1, diskGiB: 20, settings: { maxMemoryMiB: 3_072 } },
    rehearsal: { memoryMiB: 64, cpus: 0.5, diskGiB: 1, settings: { maxMemoryMiB: 32 } },
  }),
  software: [redisSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const stateFile = `${dataDirectory}/redis.conf`
    const [settings, follow, role] = ['redis.conf', 'follow.sh', 'role.sh'].map(
      (name) => `${configDirectory}/${name}`,
    ) as [string, string, string]
    return {
      files: [
        { path: settings, content: serverConfig(context) },
        { path: `${configDirectory}/users.acl`, content: serverAcl(context) },
        { path: follow, content: followScript(context, stateFile) },
        { path: role, content: roleScript(context) },
      ],
      process: defineProcess(context, account.name, {
        // What is said last counts: the plan's settings, over all that was rewritten in the state file but for whom it follows.
        argv: ['/usr/bin/redis-server', stateFile, '--include', settings],
        env: { HOME: dataDirectory },
        prepare: [{ name: 'whom to follow', argv: ['/bin/sh', follow], timeoutMs: 60_000 }],
        ready: context.probeOf('redis', 'server', context.address('data')),
        leader: { kind: 'exec', argv: ['/bin/sh', role], expectOutput: '^master' },
      }),
    }
  },
}

/** Sentinels: two of three must agree that the primary is gone, and one of them promotes a replica. */
export const sentinel: Role<RedisOptions> = {
  id: 'sentinel',
  title: text('Sentinel', '센티널'),
  duties: ['visualization', 'control', 'metadata'],
  count: ({ tier, has }) => (tier === 'ha' && has('superset') ? 3 : 0),
  networks: ['data'],
  rule: () => ({ kind: 'majority' }),
  needs: () => [
    { service: 'redis', endpoint: 'server', strength: 'soft', via: 'list', why: 'it watches the servers' },
    { service: 'redis', endpoint: 'sentinel', strength: 'soft', via: 'list', why: 'Sentinels vote' },
  ],
  size: () => ({
    production: { memoryMiB: 128, cpus: 0.25, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 32, cpus: 0.25, diskGiB: 1, settings: {} },
  }),
  software: [redisSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const stateFile = `${dataDirectory}/sentinel.conf`
    const recall = `${configDirectory}/recall.sh`
    return {
      files: [
        { path: `${configDirectory}/sentinel.conf`, content: sentinelConfig(context) },
        { path: `${configDirectory}/users.acl`, content: sentinelAcl(context) },
        { path: recall, content: recallScript(context, stateFile) },
      ],
      process: defineProcess(context, account.name, {
        argv: ['/usr/bin/redis-server', stateFile, '--sentinel'],
        env: { HOME: dataDirectory },
        prepare: [{ name: 'what it learned', argv: ['/bin/sh', recall], timeoutMs: 10_000 }],
        ready: context.probeOf('redis', 'sentinel', context.address('data')),
        limits: {
          memoryMiB: context.size.memoryMiB,
          cpus: context.size.cpus,
          openFiles: 65_536,
          // One that is late takes servers for dead that are not.
          nice: -5,
        },
      }),
    }
  },
}
