// Options of Spark in a declaration: `services.spark`.

import * as z from 'zod'

/** What a user may choose. */
export const sparkOptions = z.strictObject({
  masters: z
    .int()
    .min(1)
    .max(2)
    .optional()
    .describe('Masters, one of them active. Two in HA shapes, one otherwise (R-2.4).'),
  workers: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Workers. One on every compute host by default (R-7.7).'),
  historyDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(7)
    .describe('Days that the History Server keeps the logs of ended applications.'),
})

/** Options with every default filled in. */
export type SparkOptions = z.output<typeof sparkOptions>
