// What the ingress opens: a port for TLS and one that leads to it, and the virtual IP's in front of both.

import type { DirectEndpoint, EndpointDefinition, ShapeContext } from '../service.ts'
import type { IngressOptions } from './options.ts'
import { edgeBalancing } from './timing.ts'

/** Port of nginx behind port 80 of the virtual IP. */
const redirectPort = 8_081

/** What the role that serves opens. `own` is its port of TLS, under the role's name. */
export function endpointsOf(
  role: 'nginx' | 'traefik',
  { profile, options }: ShapeContext<IngressOptions>,
): readonly EndpointDefinition[] {
  const isNginx = role === 'nginx'
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
        ...edgeBalancing(profile, { kind: 'http', method: 'GET', path: '/healthz', tls: true }),
        // Limits and logs are of the people who come, not of the balancer. On Kubernetes what lies between may change the address.
        ...(isNginx ? { tellsClient: true } : {}),
      },
    },
    ...(isNginx && redirects(options) ? redirecting(profile) : []),
  ]
}

/** Whether there is a port that leads to TLS: not where TLS itself is on it. */
export function redirects({ redirect, port }: IngressOptions): boolean {
  return redirect && port !== 80
}

function redirecting(profile: ShapeContext<IngressOptions>['profile']): readonly EndpointDefinition[] {
  return [
    {
      kind: 'direct',
      name: 'redirect',
      role: 'nginx',
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
      balancing: edgeBalancing(profile, { kind: 'http', method: 'GET', path: '/healthz' }),
    },
  ]
}

/** The counts of nginx: its own, and the same in Prometheus' format. */
export const nginxMetrics: readonly DirectEndpoint[] = [
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
