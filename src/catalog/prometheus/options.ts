// Options of Prometheus in a declaration: `services.prometheus`.

import * as z from 'zod'

/** What a user may choose. */
export const prometheusOptions = z.strictObject({
  servers: z
    .int()
    .min(1)
    .max(2)
    .optional()
    .describe('Servers, each of which scrapes everything. One by default, two from 64 hosts on (R-2.6).'),
  retentionDays: z.int().min(1).max(400).default(15).describe('Days that metrics are kept.'),
})

/** Options with every default filled in. */
export type PrometheusOptions = z.output<typeof prometheusOptions>
