// Options of Superset in a declaration: `services.superset`.

import * as z from 'zod'
import { directoryOptions } from '../directory.ts'

const instances = (what: string) =>
  z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe(
      `${what}. Two in HA shapes, more where visualization has more than six hosts, one otherwise (R-2.5).`,
    )

const ldap = directoryOptions('superset', 'the system').extend({
  role: z
    .string()
    .min(1)
    .default('Gamma')
    .describe(
      'Role that everybody of the directory has, beside those of their groups. Gamma sees what it is given, and nothing else.',
    ),
  groups: z
    .record(z.string().min(1), z.string().min(3))
    .default({})
    .describe(
      'Role of Superset → distinguished name of a group, such as `Admin: "cn=platform,ou=groups,dc=example,dc=org"`; read from `memberOf` of a person.',
    ),
})

/** What a user may choose. */
export const supersetOptions = z.strictObject({
  webs: instances('Web servers'),
  workers: instances('Workers, which run long queries and reports'),
  ldap: ldap
    .optional()
    .describe(
      'Hosts: an LDAP directory whose people log in to the pages, in place of names and passwords of Superset’s own. The administrator logs in by the API alone then.',
    ),
})

/** Options with every default filled in. */
export type SupersetOptions = z.output<typeof supersetOptions>
