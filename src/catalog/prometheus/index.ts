// Prometheus and its Alertmanager: the metrics of every service. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { type DirectEndpoint, defineService, type ExtraFlow } from '../service.ts'
import { prometheusOnKubernetes } from './kubernetes-plan.ts'
import { type PrometheusOptions, prometheusOptions } from './options.ts'
import { alertmanager, server } from './roles.ts'
import { serverSizing } from './sizing.ts'

/** What already speaks Prometheus' format on a port that the plan knows (R-6.9); exporters bring the rest. */
const scraped = [
  { service: 'etcd', to: 'client', network: 'management' },
  { service: 'load-balancer', to: 'health', network: 'data' },
  { service: 'postgres', to: 'patroni', network: 'data' },
  { service: 'trino', to: 'coordinator', network: 'data' },
  { service: 'trino', to: 'worker', network: 'data' },
] as const

/** What the roles open. */
const endpoints: readonly DirectEndpoint[] = (
  [
    { name: 'web', role: 'server', port: 9_090, protocol: 'http' },
    { name: 'alertmanager', role: 'alertmanager', port: 9_093, protocol: 'http' },
    { name: 'alertmanager-peer', role: 'alertmanager', port: 9_094, protocol: 'gossip' },
  ] as const
).map((endpoint) => ({ kind: 'direct', networks: ['management'], auth: 'none', ...endpoint }))

const flows = scraped.map(
  (target): ExtraFlow => ({
    ...target,
    from: 'prometheus/server',
    protocol: 'tcp',
    why: 'its metrics (R-6.9)',
  }),
)

/** Prometheus as Hanok plans it: see README.md beside this file. */
export const service = defineService<PrometheusOptions>({
  id: 'prometheus',
  title: text('Prometheus', 'Prometheus'),
  version: '2.42',
  options: prometheusOptions,
  account: { name: 'prometheus', uid: 61_015 },
  roles: [server, alertmanager],
  endpoints: () => endpoints,
  datasets: () => [],
  capabilities: { observe: ['web'] },
  // Flows, not needs: what cannot be scraped is missing in the pictures, and measuring goes on.
  sizing: serverSizing,
  flows: () => flows,
  probe: (endpoint, address, port) =>
    endpoint === 'alertmanager-peer'
      ? { kind: 'tcp', address, port }
      : { kind: 'http', address, port, path: '/-/ready', expectStatus: [200] },
  kubernetes: prometheusOnKubernetes(endpoints, flows),
  decisions: [
    {
      about: 'prometheus/server',
      why: 'One, as the guideline has it: while it is away nothing is measured, and nothing stops. From 64 hosts on two, each with everything; one view over both is Thanos or VictoriaMetrics.',
      source: 'R-2.6',
    },
  ],
})
