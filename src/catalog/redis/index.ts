// Redis with Sentinel: Superset's cache and the queue of its workers. Part of the catalog; planned, not run yet.

import type { Recovery } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineService, type Role, type ShapeContext } from '../service.ts'
import { type RedisOptions, redisOptions } from './options.ts'
import { downAfterMsOf } from './timing.ts'

type Shape = ShapeContext<RedisOptions>

function servers({ tier, options, has, hostsOf }: Shape): number {
  if (!has('superset')) return 0
  return options.servers ?? (tier === 'ha' ? Math.min(2, hostsOf('visualization')) : 1)
}

function recovery({ profile, options }: Shape): Recovery {
  const downAfterMs = downAfterMsOf(profile, options)
  return {
    hostLossMs: downAfterMs + 2_000,
    source: `down-after-milliseconds ${downAfterMs}, then the Sentinels' vote and the promotion, 2 s`,
  }
}

const server: Role<RedisOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['visualization'],
  count: servers,
  networks: ['data'],
  rule: ({ tier }) =>
    tier === 'ha' ? { kind: 'asynchronous-primary', consensus: 'redis/sentinel' } : { kind: 'single' },
  recovery,
  needs: () => [
    {
      service: 'redis',
      endpoint: 'server',
      strength: 'soft',
      via: 'list',
      why: 'replicas follow the primary',
    },
  ],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 1, diskGiB: 20, settings: { maxMemoryMiB: 3_072 } },
    rehearsal: { memoryMiB: 64, cpus: 0.5, diskGiB: 1, settings: { maxMemoryMiB: 32 } },
  }),
}

const sentinel: Role<RedisOptions> = {
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
}

/** Redis as Hanok plans it: see README.md beside this file. */
export const service = defineService<RedisOptions>({
  id: 'redis',
  title: text('Redis with Sentinel', 'Sentinel로 관리하는 Redis'),
  version: '7.0',
  options: redisOptions,
  account: { name: 'redis', uid: 61_012 },
  roles: [server, sentinel],
  endpoints: () =>
    (
      [
        { name: 'server', role: 'server', port: 6_379 },
        { name: 'sentinel', role: 'sentinel', port: 26_379 },
      ] as const
    ).map((endpoint) => ({
      kind: 'direct',
      networks: ['data'],
      protocol: 'redis',
      auth: 'password',
      ...endpoint,
    })),
  datasets: (shape) => [
    {
      name: 'redis',
      copies: Math.max(1, servers(shape)),
      minInSync: 1,
      domainKind: shape.tier === 'ha' ? 'rack' : 'host',
      asynchronous: true,
    },
  ],
  capabilities: {},
  flows: () => [],
  probe: (_endpoint, address, port) => ({
    kind: 'tcp',
    address,
    port,
    sendHex: '50494e470d0a',
    // +PONG, or -NOAUTH where a password is wanted: either way it answers.
    expectHex: '^(2b504f4e47|2d4e4f41555448)',
  }),
  kubernetes: {
    realisation: 'native',
    version: '7.2',
    roles: [
      { ...server, moves: false },
      { ...sentinel, moves: false },
    ],
  },
  decisions: [
    {
      about: 'redis/server',
      why: 'A cache and a queue: the newest writes may be lost when the primary dies, and that is said; results come again.',
      source: 'R-2.5; Redis, "High availability with Redis Sentinel"',
    },
    {
      about: 'redis/sentinel',
      why: 'Three Sentinels in three racks: two of them must agree before a replica is promoted.',
      source: 'Redis, "High availability with Redis Sentinel": fundamental things to know',
    },
  ],
})
