// Options of the Hive Metastore, as a declaration may set them under `services.hive-metastore`.

import * as z from 'zod'

/** Options of the Hive Metastore. */
export const hiveMetastoreOptions = z.strictObject({
  connectionPoolSize: z
    .int()
    .min(2)
    .max(100)
    .default(5)
    .describe('Connections to Postgres in each of the few pools of one instance.'),
  lockTimeoutSeconds: z
    .int()
    .min(10)
    .max(3_600)
    .optional()
    .describe(
      'Seconds after which the table lock of a client that died is taken away; by default 40, or 30 in the fast profile.',
    ),
})

/** Options of the Hive Metastore with every default filled in. */
export type HiveMetastoreOptions = z.output<typeof hiveMetastoreOptions>
