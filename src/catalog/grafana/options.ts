// Options of Grafana in a declaration: `services.grafana`.

import * as z from 'zod'

/** What a user may choose. */
export const grafanaOptions = z.strictObject({
  language: z
    .enum(['ko', 'en'])
    .default('ko')
    .describe('Language of the dashboards. The other one stands in the description of each panel.'),
  archive: z
    .strictObject({
      path: z
        .string()
        .regex(/^\//, { message: 'an absolute path' })
        .describe(
          'Absolute path on the machine that runs hanok, such as /srv/grafana-13.2.0.linux-amd64.tar.gz.',
        ),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, { message: '64 digits of a SHA-256' })
        .describe('SHA-256 of the archive, as its publisher names it.'),
    })
    .optional()
    .describe('The archive of Grafana for hosts. Without it Grafana is planned only; Kubernetes needs none.'),
  servers: z.int().min(1).max(50).optional().describe('Instances. Two in HA shapes, one otherwise (R-2.6).'),
})

/** Options with every default filled in. */
export type GrafanaOptions = z.output<typeof grafanaOptions>
