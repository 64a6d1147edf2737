// Options of YARN in a declaration: `services.yarn`.

import * as z from 'zod'

/** What may be chosen. */
export const yarnOptions = z.strictObject({
  /** How long ZooKeeper holds a silent resource manager to be alive (`yarn.resourcemanager.zk-timeout-ms`), in ms. */
  sessionTimeoutMs: z.int().min(2_000).max(60_000).optional(),
})

/** Options with every default filled in. */
export type YarnOptions = z.output<typeof yarnOptions>
