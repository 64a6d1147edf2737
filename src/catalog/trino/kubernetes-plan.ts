// How Trino is planned on Kubernetes: the upstream chart has one coordinator, which the cluster starts elsewhere when it is lost.

import { movedRecovery } from '../kubernetes-timing.ts'
import type { KubernetesRealisation } from '../service.ts'
import type { TrinoOptions } from './options.ts'
import { startedBody } from './recovery.ts'
import { coordinator, worker } from './roles.ts'

/** The port of coordinator and workers alike: the chart knows only one. */
const port = 8_080

/** From the start of its process until a coordinator answers; measured 15–20 s with a loaded machine's margin. */
const startMs = 45_000

const behindService = {
  kind: 'balanced',
  backend: 'coordinator',
  port,
  protocol: 'http',
  auth: 'none',
  balancing: {
    mode: 'http',
    policy: 'least-connections',
    check: { kind: 'http', method: 'GET', path: '/v1/info', expectStatus: 200, expectBody: startedBody },
    intervalMs: 2_000,
    fall: 3,
    rise: 2,
    checkTimeoutMs: 2_000,
    connectTimeoutMs: 2_000,
    idleTimeoutMs: 3_600_000,
  },
} as const

/** Trino by its chart. */
export const trinoOnKubernetes: KubernetesRealisation<TrinoOptions> = {
  realisation: 'chart',
  version: '480',
  roles: [
    {
      ...coordinator,
      count: () => 1,
      rule: () => ({ kind: 'single' }),
      recovery: ({ profile }) => movedRecovery(profile, startMs),
    },
    worker,
  ],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'coordinator',
      role: 'coordinator',
      networks: ['data'],
      port,
      protocol: 'http',
      auth: 'none',
    },
    {
      kind: 'direct',
      name: 'worker',
      role: 'worker',
      networks: ['data'],
      port,
      protocol: 'http',
      auth: 'none',
    },
    { ...behindService, name: 'http', network: 'data' },
    { ...behindService, name: 'users', network: 'service', offeredToUsers: true },
  ],
  decisions: [
    {
      about: 'trino/coordinator',
      why: 'One coordinator, as upstream’s chart has it: the cluster places it on another node when its own is lost, and queries that ran must be sent again. Two releases behind a gateway would halve the memory of a query for a shorter gap; hosts of our own have two coordinators behind the balancer.',
      source: 'R-2.3, R-2.11; trinodb/charts 1.42.2; docs/adr/0013',
    },
  ],
}
