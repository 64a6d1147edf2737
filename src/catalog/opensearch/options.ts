// Options of OpenSearch in a declaration: `services.opensearch`.

import * as z from 'zod'

/** What a user may choose. */
export const opensearchOptions = z.strictObject({
  dataNodes: z
    .int()
    .min(1)
    .max(500)
    .optional()
    .describe(
      'Data nodes. One on every search host by default; from six search hosts on, three of them are left to the managers (R-2.7).',
    ),
  replicas: z
    .int()
    .min(0)
    .max(3)
    .default(1)
    .describe('Copies of every shard beside the primary, each in another rack.'),
})

/** Options with every default filled in. */
export type OpensearchOptions = z.output<typeof opensearchOptions>
