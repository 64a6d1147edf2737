// The ingress: L7 on the edge hosts, where TLS ends and names become services. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { edgeCount } from '../load-balancer/edges.ts'
import { defineService, type ExtraFlow, type Role } from '../service.ts'
import { type IngressOptions, ingressOptions } from './options.ts'

/** Flows, not needs: one product gone leaves the others open, and each capability has its own product's endpoint. */
const served = (service: string, to: string): ExtraFlow => ({
  from: 'ingress/nginx',
  service,
  to,
  protocol: 'tcp',
  network: 'service',
  why: 'what people open (R-6.5)',
})

const nginx: Role<IngressOptions> = {
  id: 'nginx',
  title: text('nginx', 'nginx'),
  duties: ['edge'],
  count: edgeCount,
  networks: ['service'],
  rule: (shape) => (edgeCount(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [],
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 2, diskGiB: 5, settings: { workerConnections: 8_192 } },
    rehearsal: { memoryMiB: 64, cpus: 0.5, diskGiB: 1, settings: { workerConnections: 512 } },
  }),
}

/** The ingress as Hanok plans it: see README.md beside this file. */
export const service = defineService<IngressOptions>({
  id: 'ingress',
  title: text('ingress (L7)', '인그레스(L7)'),
  version: '1.22',
  options: ingressOptions,
  account: { name: 'ingress', uid: 61_017 },
  roles: [nginx],
  endpoints: ({ profile, options }) => [
    {
      kind: 'direct',
      name: 'nginx',
      role: 'nginx',
      networks: ['service'],
      port: 8_443,
      protocol: 'https',
      tls: true,
      auth: 'none',
    },
    {
      kind: 'balanced',
      name: 'https',
      backend: 'nginx',
      network: 'service',
      port: options.port,
      protocol: 'https',
      tls: true,
      auth: 'none',
      offeredToUsers: true,
      balancing: {
        mode: 'tcp',
        policy: 'least-connections',
        check: { kind: 'http', method: 'GET', path: '/healthz', tls: true },
        intervalMs: profile === 'fast' ? 1_000 : 2_000,
        fall: profile === 'fast' ? 2 : 3,
        rise: 2,
        checkTimeoutMs: 2_000,
        connectTimeoutMs: 2_000,
        // Streamlit holds a WebSocket open for as long as somebody looks.
        idleTimeoutMs: 3_600_000,
      },
    },
  ],
  datasets: () => [],
  capabilities: {},
  fronts: { search: ['https'], dashboards: ['https'], apps: ['https'], observe: ['https'] },
  flows: () => [
    served('superset', 'web'),
    served('opensearch', 'dashboards'),
    served('grafana', 'web'),
    served('streamlit', 'app'),
  ],
  probe: (_endpoint, address, port) => ({ kind: 'tcp', address, port }),
  decisions: [
    {
      about: 'ingress/nginx',
      why: 'TLS ends here and nowhere further out: the L4 in front passes bytes on, and a WAF can join.',
      source: 'R-5.2',
    },
  ],
})
