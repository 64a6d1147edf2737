// Options of the ingress in a declaration: `services.ingress`. One model for both targets; what only one of them has says so.

import * as z from 'zod'

/** What a user may choose. */
export const ingressOptions = z.strictObject({
  port: z.int().min(1).max(65_535).default(443).describe('Port on the virtual IP that people open (R-5.2).'),
  domain: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    .default('platform.internal')
    .describe('Domain of the products: Superset is superset.DOMAIN, and so on.'),
  server: z
    .enum(['nginx', 'envoy', 'traefik'])
    .default('nginx')
    .describe(
      'Hosts: what serves at the edge. nginx alone has the web application firewall and a limit on bodies; see the README of the ingress for what the others do.',
    ),
  redirect: z
    .boolean()
    .default(true)
    .describe('Whether port 80 of the virtual IP leads people to TLS. Nothing else is answered there.'),
  api: z
    .enum(['ingress', 'gateway'])
    .default('ingress')
    .describe(
      'How routes are written on Kubernetes: as Ingress, or by the Gateway API, whose definitions (standard channel) must be on the cluster.',
    ),
  certificate: z
    .enum(['platform', 'given'])
    .default('platform')
    .describe(
      'Hosts: certificates of the platform’s own authority, one for each name, or your own: `given/ingress/certificate` (a chain in PEM that covers every name) and `given/ingress/certificate-key`. On Kubernetes you bring the Secret `tls`.',
    ),
  hstsDays: z
    .int()
    .min(0)
    .max(730)
    .default(0)
    .describe(
      'Hosts: for so many days browsers refuse to come without TLS (Strict-Transport-Security). 0: not said.',
    ),
  waf: z
    .enum(['on', 'detect', 'off'])
    .default('on')
    .describe(
      'Hosts, nginx: the web application firewall refuses what looks like an attack, or only logs it, or is left out.',
    ),
  requestsPerSecond: z
    .int()
    .min(0)
    .max(100_000)
    .default(100)
    .describe(
      'Hosts: requests a second that one address may make of one edge, four times as many in a burst; beyond it 429. 0: no limit.',
    ),
  bodyMiB: z
    .int()
    .min(1)
    .max(2_048)
    .default(64)
    .describe(
      'Hosts, nginx: the largest file, in MiB, that people may upload. Everything else may have four.',
    ),
})

/** Options with every default filled in. */
export type IngressOptions = z.output<typeof ingressOptions>
