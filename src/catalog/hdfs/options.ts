// Options of HDFS in a declaration: `services.hdfs`.

import * as z from 'zod'

/** What may be chosen. */
export const hdfsOptions = z.strictObject({
  /** Copies of every block (`dfs.replication`). */
  replication: z.int().min(1).max(10).optional(),
  /** How long ZooKeeper holds a silent namenode to be alive (`ha.zookeeper.session-timeout.ms`), in ms. */
  sessionTimeoutMs: z.int().min(2_000).max(60_000).optional(),
})

/** Options with every default filled in. */
export type HdfsOptions = z.output<typeof hdfsOptions>
