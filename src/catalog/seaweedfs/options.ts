// Options of SeaweedFS in a declaration: `services.seaweedfs`.

import * as z from 'zod'

/** What a user may choose. */
export const seaweedfsOptions = z.strictObject({
  filers: z
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe(
      'Filers. Two in HA shapes, one for every eight storage hosts from 17 on, one otherwise (R-2.11).',
    ),
  gateways: z.int().min(1).max(64).optional().describe('S3 gateways. As many as filers by default (R-2.1).'),
  replication: z
    .string()
    .regex(/^[0-2]{3}$/)
    .optional()
    .describe(
      'Copies as SeaweedFS writes them: other data centres, other racks, other hosts. 010 (a second rack) in HA shapes, 000 otherwise.',
    ),
  buckets: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{2,61}$/))
    .default(['lake', 'spark-events'])
    .describe('Buckets made at the first start.'),
  repairMinutes: z
    .number()
    .positive()
    .optional()
    .describe('Pause between two rounds of repair of missing copies. 17 conservative (upstream), 1 fast.'),
})

/** Options with every default filled in. */
export type SeaweedfsOptions = z.output<typeof seaweedfsOptions>
