// Trino: SQL over the lake. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { trinoOnKubernetes } from './kubernetes-plan.ts'
import { metrics, trinoRules } from './metrics.ts'
import { type TrinoOptions, trinoOptions } from './options.ts'
import { coordinatorBalancing, startedBody } from './recovery.ts'
import { account, coordinator, worker } from './roles.ts'
import { coordinatorSizing, workerSizing } from './sizing.ts'
import { trinoSoftware } from './software.ts'

/** Trino as Hanok runs it: see README.md beside this file. */
export const service = defineService<TrinoOptions>({
  id: 'trino',
  title: text('Trino, SQL over the lake', 'SQL 엔진 Trino'),
  version: trinoSoftware.version,
  options: trinoOptions,
  account,
  roles: [coordinator, worker],
  endpoints: ({ profile }) => [
    {
      kind: 'direct',
      name: 'coordinator',
      role: 'coordinator',
      networks: ['data'],
      port: 8_080,
      protocol: 'http',
      auth: 'none',
      metrics,
    },
    {
      kind: 'direct',
      name: 'worker',
      role: 'worker',
      networks: ['data'],
      port: 8_081,
      protocol: 'http',
      auth: 'none',
      metrics,
    },
    {
      kind: 'balanced',
      name: 'http',
      backend: 'coordinator',
      network: 'data',
      port: 8_080,
      protocol: 'http',
      auth: 'none',
      balancing: coordinatorBalancing(profile),
    },
    {
      kind: 'balanced',
      name: 'users',
      backend: 'coordinator',
      network: 'service',
      port: 8_080,
      protocol: 'http',
      auth: 'none',
      balancing: coordinatorBalancing(profile),
      offeredToUsers: true,
    },
  ],
  datasets: () => [],
  capabilities: { query: ['http', 'users'] },
  flows: () => [],
  rules: () => trinoRules,
  sizing: (shape, roomOf) => [...coordinatorSizing(shape, roomOf), ...workerSizing(shape, roomOf)],
  probe: (_endpoint, address, port) => ({
    kind: 'http',
    address,
    port,
    path: '/v1/info',
    expectStatus: [200],
    expectBody: startedBody,
  }),
  kubernetes: trinoOnKubernetes,
  decisions: [
    {
      about: 'trino/coordinator',
      why: 'Two coordinators, one active: Trino has no coordinator HA of its own. The balancer moves everyone to the other when one dies and never back by itself, since a running query lives in one coordinator.',
      source: 'R-2.3; Trino, "Concepts": one coordinator',
    },
    {
      about: 'trino/worker',
      why: 'Workers find the coordinator through the virtual IP, so they follow it when it moves.',
      source: 'R-6.6',
    },
  ],
})
