// Options of the log shipper in a declaration: `services.log-shipper`.

import * as z from 'zod'

/** What a user may choose. */
export const logShipperOptions = z.strictObject({
  bufferGiB: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe(
      'Disk of each host for lines that the store has not taken yet. A day of the loudest host by default; when it is full the oldest go.',
    ),
})

/** Options with every default filled in. */
export type LogShipperOptions = z.output<typeof logShipperOptions>
