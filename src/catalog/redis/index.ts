// Redis with Sentinel: Superset's cache and the queue of its workers. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { type RedisOptions, redisOptions } from './options.ts'
import { account, sentinel, server, servers } from './roles.ts'

/** Redis as Hanok runs it: see README.md beside this file. */
export const service = defineService<RedisOptions>({
  id: 'redis',
  title: text('Redis with Sentinel', 'Sentinel로 관리하는 Redis'),
  version: '7.0',
  options: redisOptions,
  account,
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
