// Trino: SQL over the lake. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { isSecure, trinoEndpoints } from './endpoints.ts'
import { trinoOnKubernetes } from './kubernetes-plan.ts'
import { trinoRules } from './metrics.ts'
import { type TrinoOptions, trinoOptions } from './options.ts'
import { startedBody } from './recovery.ts'
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
  endpoints: trinoEndpoints,
  datasets: () => [],
  capabilities: { query: ['https', 'users'] },
  flows: () => [],
  rules: trinoRules,
  sizing: (shape, roomOf) => [...coordinatorSizing(shape, roomOf), ...workerSizing(shape, roomOf)],
  // It answers everybody, also where nobody else is let in without a password.
  probe: (_endpoint, address, port) => ({
    kind: 'http',
    address,
    port,
    path: '/v1/info',
    expectStatus: [200],
    expectBody: startedBody,
    ...(isSecure(port) ? { tls: true } : {}),
  }),
  kubernetes: trinoOnKubernetes,
  decisions: [
    {
      about: 'trino/coordinator',
      why: 'Two coordinators, one active: Trino has no coordinator HA of its own. The balancer moves everyone to the other when one dies and never back by itself, since a running query lives in one coordinator.',
      source: 'R-2.3; Trino, "Concepts": one coordinator',
    },
    {
      about: 'endpoint/trino/users',
      why: 'On hosts nobody asks without a name and a password, over TLS that ends in Trino itself: no header of a proxy is believed.',
      source: 'R-3.5; docs/adr/0022',
    },
    {
      about: 'trino/worker',
      why: 'Workers find the coordinator through the virtual IP, so they follow it when it moves.',
      source: 'R-6.6',
    },
  ],
})
