// How the log shipper is planned on Kubernetes: Fluent Bit on every node.

import { text } from '../../model/text.ts'
import type { KubernetesRealisation, NeedDefinition, Role, ShapeContext } from '../service.ts'
import { amountOf } from '../sizing.ts'
import type { LogShipperOptions } from './options.ts'
import { bufferSizing } from './sizing.ts'

/** Version of Fluent Bit. */
export const fluentBitVersion = '5.1.1'

/** Where logs go: to Loki where the platform has it, which somebody asked for, else to OpenSearch. */
function storeOf({ has }: Pick<ShapeContext<unknown>, 'has'>): NeedDefinition | undefined {
  // Soft: lines wait on the disk of their node.
  const need = { strength: 'soft', why: 'it keeps the logs' } as const
  if (has('loki')) return { ...need, service: 'loki', endpoint: 'http', via: 'vip' }
  if (has('opensearch')) return { ...need, service: 'opensearch', endpoint: 'http', via: 'list' }
  return undefined
}

const agent: Role<LogShipperOptions> = {
  id: 'agent',
  title: text('agent', '에이전트'),
  duties: 'every',
  count: (shape) => (storeOf(shape) === undefined ? 0 : shape.hostCount),
  networks: ['management', 'data'],
  rule: () => ({ kind: 'per-host' }),
  needs: (shape) => [storeOf(shape)].filter((need) => need !== undefined),
  size: (shape) => {
    const bufferGiB = amountOf(bufferSizing(shape), 'bufferGiB')
    return {
      production: { memoryMiB: 192, cpus: 0.1, diskGiB: bufferGiB, settings: { bufferGiB, chunksUp: 24 } },
      rehearsal: { memoryMiB: 64, cpus: 0.1, diskGiB: 1, settings: { bufferGiB: 1, chunksUp: 8 } },
    }
  },
}

/** Manifests of our own, with Fluent Bit in place of rsyslog. */
export const fluentBit: KubernetesRealisation<LogShipperOptions> = {
  realisation: 'native',
  version: fluentBitVersion,
  roles: [agent],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'metrics',
      role: 'agent',
      networks: ['management'],
      port: 2_020,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/api/v2/metrics/prometheus' },
    },
  ],
  decisions: [
    {
      about: 'log-shipper/agent',
      why: 'Fluent Bit on every node, by a manifest of our own: it reads the files of the node and nothing of the cluster, which upstream’s chart asks rights for.',
      source: 'R-2.10, R-3.4; fluent/helm-charts fluent-bit 0.58.1: ClusterRole over pods and namespaces',
    },
    {
      about: 'log-shipper/agent',
      why: 'While the store is away lines wait on the disk of their node, up to a day of the loudest; sent again, a line is known by its id.',
      source: 'Fluent Bit, "Buffering and storage", "OpenSearch": Generate_ID',
    },
  ],
}
