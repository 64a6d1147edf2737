// Options of ZooKeeper in a declaration: `services.zookeeper`.

import * as z from 'zod'

/** What a user may choose. */
export const zookeeperOptions = z.strictObject({
  sessionTimeoutMs: z
    .int()
    .min(4_000)
    .max(120_000)
    .optional()
    .describe(
      'Longest session: how long a dead Spark master is still held to be alive. 20 s conservative, 6 s fast.',
    ),
})

/** Options with every default filled in. */
export type ZookeeperOptions = z.output<typeof zookeeperOptions>
