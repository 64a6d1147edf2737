// Prometheus and its Alertmanager: the metrics of every service. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { defineService, type Role, type ShapeContext } from '../service.ts'
import { amountOf } from '../sizing.ts'
import { type PrometheusOptions, prometheusOptions } from './options.ts'
import { serverSizing } from './sizing.ts'

/** Hosts from which on one Prometheus is no longer enough (R-2.6, "at large scale"): the shape `large` of R-7. */
const largeScaleHosts = 64

function servers({ options, hostCount, hostsOf }: ShapeContext<PrometheusOptions>): number {
  return options.servers ?? Math.min(hostCount >= largeScaleHosts ? 2 : 1, hostsOf('observability'))
}

/** What already speaks Prometheus' format on a port that the plan knows (R-6.9); exporters bring the rest. */
const scraped = [
  { service: 'etcd', to: 'client', network: 'management' },
  { service: 'load-balancer', to: 'health', network: 'data' },
  { service: 'postgres', to: 'patroni', network: 'data' },
  { service: 'trino', to: 'coordinator', network: 'data' },
  { service: 'trino', to: 'worker', network: 'data' },
] as const

const server: Role<PrometheusOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['observability'],
  count: servers,
  networks: ['data'],
  rule: (shape) => (servers(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'prometheus',
      endpoint: 'alertmanager',
      strength: 'soft',
      via: 'list',
      why: 'it sends every alert to all of them',
    },
  ],
  size: (shape) => ({
    production: {
      memoryMiB: shape.tier === 'ha' ? 8_192 : 4_096,
      cpus: 2,
      diskGiB: amountOf(serverSizing(shape), 'diskGiB'),
      settings: {},
    },
    rehearsal: { memoryMiB: 160, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
}

const alertmanager: Role<PrometheusOptions> = {
  id: 'alertmanager',
  title: text('Alertmanager', '알림 관리자'),
  duties: ['observability', 'control'],
  count: ({ tier, hostsOf }) =>
    tier === 'ha' ? Math.min(2, Math.max(hostsOf('observability'), hostsOf('control'))) : 1,
  networks: [],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'prometheus',
      endpoint: 'alertmanager-peer',
      strength: 'soft',
      via: 'list',
      why: 'they tell each other what was sent, so that nobody hears it twice',
    },
  ],
  size: () => ({
    production: { memoryMiB: 256, cpus: 0.25, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 48, cpus: 0.25, diskGiB: 1, settings: {} },
  }),
}

/** Prometheus as Hanok plans it: see README.md beside this file. */
export const service = defineService<PrometheusOptions>({
  id: 'prometheus',
  title: text('Prometheus', 'Prometheus'),
  version: '2.42',
  options: prometheusOptions,
  account: { name: 'prometheus', uid: 61_015 },
  roles: [server, alertmanager],
  endpoints: () =>
    (
      [
        { name: 'web', role: 'server', port: 9_090, protocol: 'http' },
        { name: 'alertmanager', role: 'alertmanager', port: 9_093, protocol: 'http' },
        { name: 'alertmanager-peer', role: 'alertmanager', port: 9_094, protocol: 'gossip' },
      ] as const
    ).map((endpoint) => ({ kind: 'direct', networks: ['management'], auth: 'none', ...endpoint })),
  datasets: () => [],
  capabilities: { observe: ['web'] },
  // Flows, not needs: what cannot be scraped is missing in the pictures, and measuring goes on.
  sizing: serverSizing,
  flows: () =>
    scraped.map((target) => ({
      ...target,
      from: 'prometheus/server',
      protocol: 'tcp',
      why: 'its metrics (R-6.9)',
    })),
  probe: (endpoint, address, port) =>
    endpoint === 'alertmanager-peer'
      ? { kind: 'tcp', address, port }
      : { kind: 'http', address, port, path: '/-/ready', expectStatus: [200] },
  decisions: [
    {
      about: 'prometheus/server',
      why: 'One, as the guideline has it: while it is away nothing is measured, and nothing stops. From 64 hosts on two, each with everything; one view over both is Thanos or VictoriaMetrics.',
      source: 'R-2.6',
    },
  ],
})
