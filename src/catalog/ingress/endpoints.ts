// What the ingress opens: a port for TLS and one that leads to it, and the virtual IP's in front of both.

import type { DirectEndpoint, EndpointDefinition, ShapeContext } from '../service.ts'
import type { IngressOptions } from './options.ts'
import { edgeBalancing } from './timing.ts'

/** Port behind port 80 of the virtual IP. */
const redirectPort = 8_081

/**
 * How the balancer sees that an edge serves. On a cluster Traefik has no page of its own on the ports that people reach: it answers what it
 * knows no route for with 404, and everything on its plain port with 301 (Traefik, "EntryPoints": permanent redirection).
 */
const checks = {
  hosts: {
    tls: { kind: 'http', method: 'GET', path: '/healthz', tls: true },
    redirect: { kind: 'http', method: 'GET', path: '/healthz' },
  },
  kubernetes: {
    tls: { kind: 'http', method: 'GET', path: '/healthz', tls: true, expectStatus: 404 },
    redirect: { kind: 'http', method: 'GET', path: '/healthz', expectStatus: 301 },
  },
} as const

/** What the role that serves opens. Its own port of TLS bears the role's name. */
export function endpointsOf(
  role: IngressOptions['server'],
  shape: ShapeContext<IngressOptions>,
  on: keyof typeof checks,
): readonly EndpointDefinition[] {
  const { profile, options } = shape
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
        ...edgeBalancing(profile, checks[on].tls),
        // Limits and logs are of the people who come, not of the balancer. On Kubernetes what lies between may change the address.
        ...(on === 'hosts' ? { tellsClient: true } : {}),
      },
    },
    ...(redirects(options) ? redirecting(role, shape, on) : []),
  ]
}

/** Whether there is a port that leads to TLS: not where TLS itself is on it. */
export function redirects({ redirect, port }: IngressOptions): boolean {
  return redirect && port !== 80
}

function redirecting(
  role: IngressOptions['server'],
  { profile }: ShapeContext<IngressOptions>,
  on: keyof typeof checks,
): readonly EndpointDefinition[] {
  return [
    {
      kind: 'direct',
      name: 'redirect',
      role,
      networks: ['service'],
      port: redirectPort,
      protocol: 'http',
      auth: 'none',
    },
    {
      kind: 'balanced',
      name: 'http',
      backend: 'redirect',
      network: 'service',
      port: 80,
      protocol: 'http',
      auth: 'none',
      offeredToUsers: true,
      leadsTo: 'https',
      balancing: edgeBalancing(profile, checks[on].redirect),
    },
  ]
}

/** What Prometheus asks an edge for: Envoy and Traefik tell it themselves, nginx through an exporter beside it. */
export function metricsOf(role: IngressOptions['server']): readonly DirectEndpoint[] {
  if (role === 'nginx') return nginxMetrics
  return [
    {
      kind: 'direct',
      name: 'metrics',
      role,
      networks: ['management'],
      port: 8_082,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
  ]
}

/** The counts of nginx: its own, and the same in Prometheus' format. */
const nginxMetrics: readonly DirectEndpoint[] = [
  {
    kind: 'direct',
    name: 'status',
    role: 'nginx',
    networks: ['management'],
    port: 8_082,
    protocol: 'http',
    auth: 'none',
  },
  {
    kind: 'direct',
    name: 'metrics',
    role: 'exporter',
    networks: ['management'],
    port: 9_113,
    protocol: 'http',
    auth: 'none',
    metrics: { path: '/metrics' },
  },
]
