// Options of Superset in a declaration: `services.superset`.

import * as z from 'zod'

const instances = (what: string) =>
  z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe(
      `${what}. Two in HA shapes, more where visualization has more than six hosts, one otherwise (R-2.5).`,
    )

/** What a user may choose. */
export const supersetOptions = z.strictObject({
  webs: instances('Web servers'),
  workers: instances('Workers, which run long queries and reports'),
})

/** Options with every default filled in. */
export type SupersetOptions = z.output<typeof supersetOptions>
