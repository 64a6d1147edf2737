// OpenSearch and its Dashboards: search over logs and documents. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { type OpensearchOptions, opensearchOptions } from './options.ts'
import { account, dashboards, data, manager } from './roles.ts'
import { copiesOf, dataSizing } from './sizing.ts'

/** OpenSearch as Hanok plans it: see README.md beside this file. */
export const service = defineService<OpensearchOptions>({
  id: 'opensearch',
  title: text('OpenSearch', 'OpenSearch'),
  version: '3.3.0',
  options: opensearchOptions,
  account,
  roles: [manager, data, dashboards],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'manager',
      role: 'manager',
      networks: ['data'],
      port: 9_301,
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
  ],
  datasets: (shape) => [
    {
      name: 'opensearch-indices',
      copies: copiesOf(shape),
      minInSync: 1,
      domainKind: shape.tier === 'ha' ? 'rack' : 'host',
    },
  ],
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
