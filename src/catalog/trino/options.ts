// Options of Trino in a declaration: `services.trino`.

import * as z from 'zod'
import { directoryOptions } from '../directory.ts'

/** What a user may choose. */
export const trinoOptions = z.strictObject({
  coordinators: z
    .int()
    .min(1)
    .max(2)
    .optional()
    .describe('Coordinators, one of them active. Two in HA shapes, one otherwise (R-2.3).'),
  workers: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Workers. One on every query host by default (R-7.6).'),
  concurrentQueries: z
    .int()
    .min(1)
    .max(20_000)
    .optional()
    .describe(
      'Queries that run at once; more wait in the queue (R-2.3). Twice the declared load by default, at least 20.',
    ),
  queuedQueries: z
    .int()
    .min(0)
    .max(500_000)
    .optional()
    .describe('Queries that may wait; more are refused. 25 for each that runs by default, at least 500.'),
  ldap: directoryOptions('trino', 'Java')
    .optional()
    .describe('Hosts: an LDAP directory whose people may read the lake, beside the platform’s own users.'),
})

/** Options with every default filled in. */
export type TrinoOptions = z.output<typeof trinoOptions>
