// Options of Redis in a declaration: `services.redis`.

import * as z from 'zod'

/** What a user may choose. */
export const redisOptions = z.strictObject({
  servers: z
    .int()
    .min(1)
    .max(5)
    .optional()
    .describe('Servers, one of them the primary. Two in HA shapes, one otherwise.'),
  downAfterMs: z
    .int()
    .min(1_000)
    .max(120_000)
    .optional()
    .describe(
      'Milliseconds of silence after which a Sentinel takes the primary for dead. 30000 conservative (upstream), 5000 fast.',
    ),
})

/** Options with every default filled in. */
export type RedisOptions = z.output<typeof redisOptions>
