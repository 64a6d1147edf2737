// The ingress: L7 on the edge hosts, where TLS ends and names become services. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { edgeCount } from '../load-balancer/edges.ts'
import {
  defineService,
  type EndpointDefinition,
  type ExtraFlow,
  type Role,
  type ShapeContext,
} from '../service.ts'
import { type IngressOptions, ingressOptions } from './options.ts'

/** Flows, not needs: one product gone leaves the others open, and each capability has its own product's endpoint. */
const served = (from: ExtraFlow['from'], service: string, to: string): ExtraFlow => ({
  from,
  service,
  to,
  protocol: 'tcp',
  network: 'service',
  why: 'what people open (R-6.5)',
})

const servedBy = (role: ExtraFlow['from']): readonly ExtraFlow[] => [
  served(role, 'superset', 'web'),
  served(role, 'opensearch', 'dashboards'),
  served(role, 'grafana', 'web'),
  served(role, 'streamlit', 'app'),
]

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

/** What the role that serves opens: its own port, and the virtual IP's in front of it. */
function endpointsOf(
  role: string,
  { profile, options }: ShapeContext<IngressOptions>,
): readonly EndpointDefinition[] {
  return [
    {
      kind: 'direct',
      name: role,
      role,
      networks: ['service'],
      port: 8_443,
      protocol: 'https',
      tls: true,
      auth: 'none',
    },
    {
      kind: 'balanced',
      name: 'https',
      backend: role,
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
  ]
}

/** Traefik takes its routes from the cluster, and the checks of its balancer on a port of its own. */
const traefik: Role<IngressOptions> = {
  ...nginx,
  id: 'traefik',
  title: text('Traefik', 'Traefik'),
  needs: () => [
    {
      service: 'kubernetes',
      endpoint: 'apiserver',
      strength: 'startup',
      via: 'list',
      why: 'its routes; what it knows it goes on serving',
      optional: true,
    },
  ],
}

/** The ingress as Hanok plans it: see README.md beside this file. */
export const service = defineService<IngressOptions>({
  id: 'ingress',
  title: text('ingress (L7)', '인그레스(L7)'),
  version: '1.22',
  options: ingressOptions,
  account: { name: 'ingress', uid: 61_017 },
  roles: [nginx],
  endpoints: (shape) => endpointsOf('nginx', shape),
  datasets: () => [],
  capabilities: {},
  fronts: { search: ['https'], dashboards: ['https'], apps: ['https'], observe: ['https'] },
  flows: () => servedBy('ingress/nginx'),
  probe: (_endpoint, address, port) => ({ kind: 'tcp', address, port }),
  kubernetes: {
    realisation: 'chart',
    version: '3.7.11',
    roles: [traefik],
    endpoints: (shape) => [
      ...endpointsOf('traefik', shape),
      {
        kind: 'direct',
        name: 'metrics',
        role: 'traefik',
        networks: ['service'],
        port: 9_100,
        protocol: 'http',
        auth: 'none',
        metrics: { path: '/metrics' },
      },
    ],
    flows: () => servedBy('ingress/traefik'),
    decisions: [
      {
        about: 'ingress/traefik',
        why: 'Traefik, since ingress-nginx is retired; TLS ends here and nowhere further out.',
        source: 'R-5.2; kubernetes/ingress-nginx, README: no releases after March 2026',
      },
    ],
  },
  decisions: [
    {
      about: 'ingress/nginx',
      why: 'TLS ends here and nowhere further out: the L4 in front passes bytes on, and a WAF can join.',
      source: 'R-5.2',
    },
  ],
})
