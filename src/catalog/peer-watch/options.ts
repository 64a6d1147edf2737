// Options of the peer watch, as a declaration may set them under `services.peer-watch`.

import * as z from 'zod'

/** Options of the peer watch. Without them the profile decides: 1 s and 5 s, or 0.5 s and 2.5 s. */
export const peerWatchOptions = z.strictObject({
  heartbeatMs: z
    .int()
    .min(100)
    .max(10_000)
    .optional()
    .describe('Milliseconds between heartbeats to each peer; by default 1000, or 500 in the fast profile.'),
  silenceMs: z
    .int()
    .min(500)
    .max(120_000)
    .optional()
    .describe(
      'Milliseconds of silence after which connections to a peer are closed; by default five heartbeats.',
    ),
})

/** Options of the peer watch with every default filled in. */
export type PeerWatchOptions = z.output<typeof peerWatchOptions>
