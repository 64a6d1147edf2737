// Superset: dashboards over the lake. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { type SupersetOptions, supersetOptions } from './options.ts'
import { account, beat, web, worker } from './roles.ts'
import { webSizing } from './sizing.ts'

/** Superset as Hanok runs it: see README.md beside this file. */
export const service = defineService<SupersetOptions>({
  id: 'superset',
  title: text('Superset', 'Superset'),
  version: '6.1.0',
  options: supersetOptions,
  account,
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
      why: 'Never two: a second beat sends every report twice. Keepers on two hosts, of which one has the lease and runs it; without it dashboards work on, and only what is scheduled waits.',
      source: 'R-2.5; apache/superset issue 22664',
    },
  ],
})
