// Prometheus and its Alertmanager: the metrics of every service, and who is told. Part of the catalog.

import { text } from '../../model/text.ts'
import { type DirectEndpoint, defineService } from '../service.ts'
import { prometheusOnKubernetes } from './kubernetes-plan.ts'
import { type PrometheusOptions, prometheusOptions } from './options.ts'
import { account, alertmanager, nodeExporter, server } from './roles.ts'
import { platformRules } from './rules.ts'
import { serverSizing } from './sizing.ts'

const metrics = { path: '/metrics' } as const

/** What the roles open. Each tells its own metrics, too. Gossip is spoken over both transports. */
const endpoints: readonly DirectEndpoint[] = (
  [
    { name: 'web', role: 'server', port: 9_090, protocol: 'http', metrics },
    { name: 'alertmanager', role: 'alertmanager', port: 9_093, protocol: 'http', metrics },
    { name: 'alertmanager-peer', role: 'alertmanager', port: 9_094, protocol: 'gossip' },
    {
      name: 'alertmanager-peer-udp',
      role: 'alertmanager',
      port: 9_094,
      protocol: 'gossip',
      transport: 'udp',
    },
    { name: 'node-metrics', role: 'node-exporter', port: 9_100, protocol: 'http', metrics },
  ] as const
).map((endpoint) => ({ kind: 'direct', networks: ['management'], auth: 'none', ...endpoint }))

/** Prometheus as Hanok runs it: see README.md beside this file. */
export const service = defineService<PrometheusOptions>({
  id: 'prometheus',
  title: text('Prometheus', 'Prometheus'),
  version: '2.42',
  options: prometheusOptions,
  account,
  roles: [server, alertmanager, nodeExporter],
  endpoints: () => endpoints,
  datasets: () => [],
  capabilities: { observe: ['web'] },
  sizing: serverSizing,
  flows: () => [],
  rules: platformRules,
  probe: (endpoint, address, port) => {
    switch (endpoint) {
      case 'alertmanager-peer':
        return { kind: 'tcp', address, port }
      case 'alertmanager-peer-udp':
        return { kind: 'alive', forMs: 500 }
      case 'node-metrics':
        return { kind: 'http', address, port, path: '/', expectStatus: [200] }
      default:
        return { kind: 'http', address, port, path: '/-/ready', expectStatus: [200] }
    }
  },
  kubernetes: prometheusOnKubernetes(endpoints),
  decisions: [
    {
      about: 'prometheus/server',
      why: 'One, as the guideline has it: while it is away nothing is measured, and nothing stops. From 64 hosts on two, each with everything; one view over both is Thanos or VictoriaMetrics.',
      source: 'R-2.6',
    },
  ],
})
