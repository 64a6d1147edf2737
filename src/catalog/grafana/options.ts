// Options of Grafana in a declaration: `services.grafana`.

import * as z from 'zod'

/** What a user may choose. */
export const grafanaOptions = z.strictObject({
  language: z
    .enum(['ko', 'en'])
    .default('ko')
    .describe('Language of the dashboards. The other one stands in the description of each panel.'),
  servers: z.int().min(1).max(50).optional().describe('Instances. Two in HA shapes, one otherwise (R-2.6).'),
})

/** Options with every default filled in. */
export type GrafanaOptions = z.output<typeof grafanaOptions>
