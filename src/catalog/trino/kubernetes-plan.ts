// How Trino is planned on Kubernetes: as on hosts, by the upstream chart; all of its processes open one port.

import { movedRecovery } from '../kubernetes-timing.ts'
import type { KubernetesRealisation } from '../service.ts'
import { metrics } from './metrics.ts'
import type { TrinoOptions } from './options.ts'
import { askedWorkerRecovery, coordinatorBalancing, coordinatorRecovery } from './recovery.ts'
import { coordinator, worker } from './roles.ts'

/** The port of coordinator and workers alike: the chart knows only one. */
const port = 8_080

/** From the start of its process until a coordinator answers; measured 15–20 s with a loaded machine's margin. */
const startMs = 45_000

/** Trino by its chart. */
export const trinoOnKubernetes: KubernetesRealisation<TrinoOptions> = {
  realisation: 'chart',
  version: '480',
  roles: [
    // One that is alone is started elsewhere; of two the balancer takes the other.
    {
      ...coordinator,
      moves: true,
      recovery: (shape) =>
        shape.tier === 'ha' ? coordinatorRecovery(shape.profile) : movedRecovery(shape.profile, startMs),
    },
    { ...worker, recovery: ({ profile }) => askedWorkerRecovery(profile) },
  ],
  endpoints: ({ profile }) => [
    {
      kind: 'direct',
      name: 'coordinator',
      role: 'coordinator',
      networks: ['data'],
      port,
      protocol: 'http',
      auth: 'none',
      metrics,
    },
    {
      kind: 'direct',
      name: 'worker',
      role: 'worker',
      networks: ['data'],
      port,
      protocol: 'http',
      auth: 'none',
      metrics,
    },
    {
      kind: 'balanced',
      name: 'http',
      backend: 'coordinator',
      network: 'data',
      port,
      protocol: 'http',
      auth: 'none',
      balancing: coordinatorBalancing(profile),
      onBalancer: true,
    },
    {
      kind: 'balanced',
      name: 'users',
      backend: 'coordinator',
      network: 'service',
      port,
      protocol: 'http',
      auth: 'none',
      balancing: coordinatorBalancing(profile),
      offeredToUsers: true,
    },
  ],
  capabilities: { query: ['http', 'users'] },
  decisions: [
    {
      about: 'trino/coordinator',
      why: 'Two coordinators, one active, as on hosts: upstream’s chart has one, so that it is installed a second time without workers; the workers ask the balancer for the active one.',
      source:
        'R-2.3; trinodb/charts 1.42.2: workers take the last `discovery.uri` of their configuration (tried with Trino 476); docs/adr/0013',
    },
  ],
}
