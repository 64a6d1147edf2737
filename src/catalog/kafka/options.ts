// Options of Kafka in a declaration: `services.kafka`.

import * as z from 'zod'

/** What a user may choose. */
export const kafkaOptions = z.strictObject({
  brokers: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Brokers. All hosts with the duty by default (R-2.8).'),
  partitions: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe(
      'Partitions of a topic that names none. By default one for every 10 MiB/s, and for every broker.',
    ),
  copies: z
    .int()
    .min(1)
    .max(5)
    .default(3)
    .describe(
      'Copies of each topic; never more than there are brokers. One less must be in sync for a write.',
    ),
  connectRebalanceDelayMs: z
    .int()
    .min(0)
    .optional()
    .describe(
      'How long Connect waits for a lost worker before others take over its tasks. 60 s conservative, 5 s fast (upstream: 5 min).',
    ),
})

/** Options with every default filled in. */
export type KafkaOptions = z.output<typeof kafkaOptions>
