// Options of etcd, as a declaration may set them under `services.etcd`.

import * as z from 'zod'

/** Options of etcd. The defaults are upstream's own for members in one data centre (etcd, "Tuning"). */
export const etcdOptions = z.strictObject({
  heartbeatMs: z
    .int()
    .min(50)
    .max(5_000)
    .default(100)
    .describe('Milliseconds between heartbeats of the leader.'),
  electionMs: z
    .int()
    .min(500)
    .max(50_000)
    .default(1_000)
    .describe('Milliseconds without a heartbeat after which a member stands for election: ten heartbeats.'),
  quotaMiB: z.int().min(64).max(8_192).default(2_048).describe('Largest size of the database in MiB.'),
  compactionHours: z
    .int()
    .min(1)
    .max(168)
    .default(1)
    .describe('Hours of history that are kept; older revisions are compacted away.'),
})

/** Options of etcd with every default filled in. */
export type EtcdOptions = z.output<typeof etcdOptions>
