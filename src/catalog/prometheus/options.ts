// Options of Prometheus in a declaration: `services.prometheus`.

import * as z from 'zod'

const email = z.strictObject({
  to: z.email().describe('Who is told.'),
  from: z.email().describe('Whom the mail says it is from.'),
  smarthost: z
    .string()
    .regex(/^[a-zA-Z0-9.-]+:\d{1,5}$/)
    .describe('`host:port` of the mail server that takes it without a password.'),
  requireTls: z.boolean().default(true).describe('Send only over TLS.'),
})

/** What a user may choose. */
export const prometheusOptions = z.strictObject({
  servers: z
    .int()
    .min(1)
    .max(2)
    .optional()
    .describe('Servers, each of which scrapes everything. One by default, two from 64 hosts on (R-2.6).'),
  retentionDays: z.int().min(1).max(400).default(15).describe('Days that metrics are kept.'),
  scrapeSeconds: z.int().min(5).max(60).default(15).describe('Seconds between two readings of a metric.'),
  receiver: z
    .strictObject({
      webhookUrl: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Address that Alertmanager posts every group of alerts to.'),
      email: email.optional().describe('A mailbox that hears of them.'),
    })
    .default({})
    .describe('Who is told of alerts. By default nobody: they are seen in Prometheus and Alertmanager only.'),
})

/** Options with every default filled in. */
export type PrometheusOptions = z.output<typeof prometheusOptions>
