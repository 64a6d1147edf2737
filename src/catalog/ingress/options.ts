// Options of the ingress in a declaration: `services.ingress`.

import * as z from 'zod'

/** What a user may choose. */
export const ingressOptions = z.strictObject({
  port: z.int().min(1).max(65_535).default(443).describe('Port on the virtual IP that people open (R-5.2).'),
  domain: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/)
    .default('platform.internal')
    .describe('Domain of the products: Superset is superset.DOMAIN, and so on.'),
  api: z
    .enum(['ingress', 'gateway'])
    .default('ingress')
    .describe(
      'How routes are written on Kubernetes: as Ingress, or by the Gateway API, whose definitions (standard channel) must be on the cluster.',
    ),
})

/** Options with every default filled in. */
export type IngressOptions = z.output<typeof ingressOptions>
