// OpenSearch and its Dashboards: search over logs and documents. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import {
  type DatasetDefinition,
  defineService,
  type EndpointDefinition,
  type ShapeContext,
} from '../service.ts'
import { type OpensearchOptions, opensearchOptions } from './options.ts'
import { account, dashboards, data, manager } from './roles.ts'
import { copiesOf, dataSizing } from './sizing.ts'

/** On hosts a manager may stand beside a data node: its port is another one. */
function endpointsWith(managerPort: number): readonly EndpointDefinition[] {
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
      protocol: 'http',
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
  version: '3.3.0',
  options: opensearchOptions,
  account,
  roles: [manager, data, dashboards],
  endpoints: () => endpointsWith(9_301),
  datasets: (shape) => indices(shape, shape.tier === 'ha' ? 'rack' : 'host'),
  // People search in Dashboards, as they look at metrics in Grafana.
  capabilities: { search: ['http', 'dashboards'] },
  sizing: dataSizing,
  flows: () => [],
  probe: (endpoint, address, port) => {
    switch (endpoint) {
      case 'http':
        return { kind: 'http', address, port, path: '/_cluster/health?local=true', expectStatus: [200] }
      case 'dashboards':
        return { kind: 'http', address, port, path: '/api/status', expectStatus: [200] }
      default:
        return { kind: 'tcp', address, port }
    }
  },
  kubernetes: {
    realisation: 'chart',
    version: '3.6.0',
    roles: [
      { ...manager, moves: false },
      { ...data, moves: false },
      { ...dashboards, recovery: () => equalsRecovery() },
    ],
    // Pods have addresses of their own, and the chart one port for all.
    endpoints: () => endpointsWith(9_300),
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
