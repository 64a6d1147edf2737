// Options of Streamlit in a declaration: `services.streamlit`.

import * as z from 'zod'

/** What a user may choose. */
export const streamlitOptions = z.strictObject({
  apps: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Instances. Two in HA shapes, more where visualization has more than six hosts, one otherwise (R-2.9).',
    ),
})

/** Options with every default filled in. */
export type StreamlitOptions = z.output<typeof streamlitOptions>
