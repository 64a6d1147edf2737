// Options of Loki in a declaration: `services.loki`.

import * as z from 'zod'

/** What a user may choose. */
export const lokiOptions = z.strictObject({
  retentionDays: z
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .describe(
      'Days that logs are kept. As long as the load says for search (`searchRetentionDays`) by default.',
    ),
})

/** Options with every default filled in. */
export type LokiOptions = z.output<typeof lokiOptions>
