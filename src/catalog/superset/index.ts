// Superset: dashboards over the lake. Part of the catalog; planned, not run yet.

import type { AvailabilityRule } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import { defineService, type NeedDefinition, type Role, type ShapeContext } from '../service.ts'
import { type SupersetOptions, supersetOptions } from './options.ts'
import { webSettings, webSizing, websOf } from './sizing.ts'

type Shape = ShapeContext<SupersetOptions>

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

const queries: NeedDefinition = {
  service: 'trino',
  endpoint: 'http',
  strength: 'soft',
  via: 'vip',
  why: 'queries over the lake; other sources go on without it',
  optional: true,
}

const web: Role<SupersetOptions> = {
  id: 'web',
  title: text('web server', '웹 서버'),
  duties: ['visualization'],
  count: websOf,
  networks: ['service', 'data'],
  rule: equals,
  needs: () => [...state, queries],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 2, diskGiB: 10, settings: { ...webSettings } },
    rehearsal: { memoryMiB: 400, cpus: 1, diskGiB: 1, settings: { processes: 1, threads: 4 } },
  }),
}

const worker: Role<SupersetOptions> = {
  id: 'worker',
  title: text('worker', '워커'),
  duties: ['visualization'],
  count: (shape) => shape.options.workers ?? several(shape, 'visualization'),
  networks: ['data'],
  rule: equals,
  needs: () => [...state, queries],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 2, diskGiB: 10, settings: { processes: 4 } },
    rehearsal: { memoryMiB: 400, cpus: 1, diskGiB: 1, settings: { processes: 1 } },
  }),
}

const beat: Role<SupersetOptions> = {
  id: 'beat',
  title: text('beat', '비트'),
  duties: ['visualization'],
  count: () => 1,
  networks: ['data'],
  rule: () => ({ kind: 'single' }),
  needs: () => state,
  size: () => ({
    production: { memoryMiB: 512, cpus: 0.25, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 240, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
}

/** Superset as Hanok plans it: see README.md beside this file. */
export const service = defineService<SupersetOptions>({
  id: 'superset',
  title: text('Superset', 'Superset'),
  version: '6.1.0',
  options: supersetOptions,
  account: { name: 'superset', uid: 61_013 },
  roles: [web, worker, beat],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'web',
      role: 'web',
      networks: ['service'],
      port: 8_088,
      protocol: 'http',
      auth: 'password',
    },
  ],
  datasets: () => [],
  capabilities: { dashboards: ['web'] },
  sizing: (shape) => webSizing(shape),
  flows: () => [],
  probe: (_endpoint, address, port) => ({
    kind: 'http',
    address,
    port,
    path: '/health',
    expectStatus: [200],
  }),
  decisions: [
    {
      about: 'superset/beat',
      why: 'Exactly one: a second beat sends every report twice. Without it dashboards work on, and only what is scheduled waits.',
      source: 'R-2.5; apache/superset issue 22664',
    },
  ],
})
