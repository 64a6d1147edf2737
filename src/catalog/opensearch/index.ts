// OpenSearch and its Dashboards: search over logs and documents. Part of the catalog; Dashboards are planned, not run yet.

import { text } from '../../model/text.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import {
  type DatasetDefinition,
  defineService,
  type EndpointDefinition,
  type RoleToCome,
  type RunningRole,
  type ShapeContext,
} from '../service.ts'
import { account } from './configure.ts'
import { type OpensearchOptions, opensearchOptions } from './options.ts'
import { dashboards, data, exporter, manager } from './roles.ts'
import { opensearchRules } from './rules.ts'
import { copiesOf, dataSizing } from './sizing.ts'
import { opensearchSoftware } from './software.ts'
import { chartRecovery, searchBalancing } from './timing.ts'

/** What is reached of every role, wherever it runs; `http` says how the data nodes are asked. */
function endpointsWith(
  managerPort: number,
  http: { readonly protocol: string; readonly tls?: true },
): readonly EndpointDefinition[] {
  return [
    {
      kind: 'direct',
      name: 'manager',
      role: 'manager',
      networks: ['data'],
      port: managerPort,
      protocol: 'opensearch',
      auth: 'certificate',
    },
    {
      kind: 'direct',
      name: 'transport',
      role: 'data',
      networks: ['data'],
      port: 9_300,
      protocol: 'opensearch',
      auth: 'certificate',
    },
    {
      kind: 'direct',
      name: 'http',
      role: 'data',
      networks: ['data'],
      port: 9_200,
      ...http,
      auth: 'password',
    },
    {
      kind: 'direct',
      name: 'dashboards',
      role: 'dashboards',
      networks: ['service'],
      port: 5_601,
      protocol: 'http',
      auth: 'password',
    },
  ]
}

/** On hosts a manager may stand beside a data node: its port is another one. The balancer leads to whichever data node is in the cluster. */
function endpointsOnHosts(): readonly EndpointDefinition[] {
  return [
    ...endpointsWith(9_301, { protocol: 'https', tls: true }),
    {
      kind: 'direct',
      name: 'metrics',
      role: 'exporter',
      networks: ['management'],
      port: 9_114,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'balanced',
      name: 'search',
      backend: 'http',
      network: 'data',
      port: 9_200,
      protocol: 'https',
      tls: true,
      auth: 'password',
      balancing: searchBalancing,
    },
  ]
}

/** As a chart runs it: nothing of how hosts do. */
function byChart({
  software: _software,
  configure: _configure,
  ...role
}: RunningRole<OpensearchOptions>): RoleToCome<OpensearchOptions> {
  return { ...role, moves: false }
}

function indices(
  shape: ShapeContext<OpensearchOptions>,
  domainKind: 'host' | 'rack',
): readonly DatasetDefinition[] {
  return [{ name: 'opensearch-indices', copies: copiesOf(shape), minInSync: 1, domainKind }]
}

/** OpenSearch as Hanok plans it: see README.md beside this file. */
export const service = defineService<OpensearchOptions>({
  id: 'opensearch',
  title: text('OpenSearch', 'OpenSearch'),
  version: opensearchSoftware.version,
  options: opensearchOptions,
  account,
  roles: [manager, data, exporter, dashboards],
  endpoints: endpointsOnHosts,
  datasets: (shape) => indices(shape, shape.tier === 'ha' ? 'rack' : 'host'),
  // People search in Dashboards, as they look at metrics in Grafana.
  capabilities: { search: ['search', 'dashboards'] },
  sizing: dataSizing,
  flows: () => [],
  rules: opensearchRules,
  probe: (endpoint, address, port) => {
    switch (endpoint) {
      case 'http':
      case 'search':
        // Without a password it says only that its users are known; whether it is in a cluster its own readiness and the balancer ask.
        return {
          kind: 'http',
          address,
          port,
          path: '/_plugins/_security/health',
          expectStatus: [200],
          tls: true,
        }
      case 'metrics':
        return { kind: 'http', address, port, path: '/', expectStatus: [200] }
      case 'dashboards':
        return { kind: 'http', address, port, path: '/api/status', expectStatus: [200] }
      default:
        return { kind: 'tcp', address, port }
    }
  },
  kubernetes: {
    realisation: 'chart',
    // Those of hosts ask for what Debian's exporter tells, which is not there: that it answers is all that is asked.
    rules: () => ({ alerts: [] }),
    version: '3.6.0',
    roles: [
      { ...byChart(manager), recovery: () => chartRecovery },
      { ...byChart(data), recovery: () => undefined },
      { ...dashboards, recovery: () => equalsRecovery() },
    ],
    // Pods have addresses of their own, and the chart one port for all.
    endpoints: () => endpointsWith(9_300, { protocol: 'http' }),
    capabilities: { search: ['http', 'dashboards'] },
    datasets: (shape) => indices(shape, shape.tier === 'ha' ? 'rack' : 'host'),
  },
  decisions: [
    {
      about: 'opensearch/manager',
      why: 'Three managers that hold no data: a long search or a full disk on a data node costs no vote.',
      source: 'R-2.7, R-7.9',
    },
    {
      about: 'opensearch/data',
      why: 'Every shard has a second copy in another rack; a write is acknowledged by the copies that are in sync, one is enough.',
      source: 'R-2.7; OpenSearch, "Index settings": wait_for_active_shards',
    },
  ],
})
