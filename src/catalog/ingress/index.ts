// The ingress: L7 on the edge hosts, where TLS ends and names become services. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService, type ExtraFlow } from '../service.ts'
import { endpointsOf, metricsOf } from './endpoints.ts'
import { envoy } from './envoy.ts'
import { type IngressOptions, ingressOptions } from './options.ts'
import { products } from './products.ts'
import { account, exporter, nginx, traefik } from './roles.ts'
import { ingressRules } from './rules.ts'
import { traefikOnHosts } from './traefik.ts'

/** Flows, not needs: one product gone leaves the others open, and each capability has its own product's endpoint. */
const servedBy = (from: ExtraFlow['from']): readonly ExtraFlow[] =>
  products.map(({ service, endpoint }) => ({
    from,
    service,
    to: endpoint,
    protocol: 'tcp',
    network: 'service',
    why: 'what people open (R-6.5)',
  }))

/** The ingress as Hanok plans it: see README.md beside this file. */
export const service = defineService<IngressOptions>({
  id: 'ingress',
  title: text('ingress (L7)', '인그레스(L7)'),
  version: '1.22',
  options: ingressOptions,
  account,
  roles: [nginx, exporter, envoy, traefikOnHosts],
  endpoints: (shape) => [
    ...endpointsOf(shape.options.server, shape, 'hosts'),
    ...metricsOf(shape.options.server),
  ],
  datasets: () => [],
  capabilities: {},
  fronts: { search: ['https'], dashboards: ['https'], apps: ['https'], observe: ['https'] },
  flows: ({ options }) => servedBy(`ingress/${options.server}`),
  // Those of Envoy and Traefik have other names, and none was looked at for long enough to say when people must be told.
  rules: ({ instances }) =>
    instances.some(({ service, role }) => service === 'ingress' && role === 'nginx')
      ? ingressRules
      : { alerts: [] },
  probe: (endpoint, address, port) => {
    switch (endpoint) {
      case 'nginx':
      case 'envoy':
      case 'traefik':
        return {
          kind: 'http',
          address,
          port,
          path: '/healthz',
          expectStatus: [200],
          tls: true,
          tellsClient: true,
        }
      case 'https':
        return { kind: 'http', address, port, path: '/healthz', expectStatus: [200], tls: true }
      case 'metrics':
        return { kind: 'http', address, port, path: '/metrics', expectStatus: [200] }
      case 'status':
      case 'redirect':
      case 'http':
        return { kind: 'http', address, port, path: '/healthz', expectStatus: [200] }
      default:
        return { kind: 'tcp', address, port }
    }
  },
  kubernetes: {
    realisation: 'chart',
    version: '3.7.11',
    // Traefik tells other names than nginx, and none was read from one that ran: that it answers is all that is asked.
    rules: () => ({ alerts: [] }),
    roles: [traefik],
    endpoints: (shape) => [
      ...endpointsOf('traefik', shape, 'kubernetes'),
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
      about: 'ingress/envoy',
      why: 'Envoy was chosen: it has no web application firewall, and no limit on the size of a body.',
      source: 'src/catalog/ingress/README.md',
    },
    {
      about: 'ingress/traefik',
      why: 'Traefik was chosen: it has no web application firewall, and no limit on the size of a body.',
      source: 'src/catalog/ingress/README.md',
    },
    {
      about: 'ingress/nginx',
      why: 'TLS ends here and nowhere further out: the L4 in front passes bytes on, and a web application firewall looks at every request.',
      source: 'R-5.2',
    },
    {
      about: 'endpoint/ingress/https',
      why: 'The balancer tells nginx who comes (PROXY protocol), so that limits and logs are of people and not of the balancer.',
      source: 'HAProxy, "The PROXY protocol"; nginx, ngx_http_realip_module',
    },
  ],
})
