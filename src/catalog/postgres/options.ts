// Options of Postgres, as a declaration may set them under `services.postgres`.

import * as z from 'zod'

/** Options of Postgres under Patroni. */
export const postgresOptions = z.strictObject({
  maxConnections: z
    .int()
    .min(20)
    .max(5_000)
    .optional()
    .describe(
      'Largest number of connections; by default 30 and 25 more for each instance that needs a database.',
    ),
  synchronousStandbys: z
    .int()
    .min(1)
    .max(4)
    .default(1)
    .describe('Standbys that hold a commit before it is acknowledged, where there is more than one server.'),
  watchdog: z
    .enum(['off', 'automatic', 'required'])
    .default('off')
    .describe(
      "Whether Patroni arms the server's hardware watchdog, which resets a primary whose Patroni hangs.",
    ),
})

/** Options of Postgres with every default filled in. */
export type PostgresOptions = z.output<typeof postgresOptions>
