// Options of the ingress in a declaration: `services.ingress`.

import * as z from 'zod'

/** What a user may choose. */
export const ingressOptions = z.strictObject({
  port: z.int().min(1).max(65_535).default(443).describe('Port on the virtual IP that people open (R-5.2).'),
})

/** Options with every default filled in. */
export type IngressOptions = z.output<typeof ingressOptions>
