// Options of Trino in a declaration: `services.trino`.

import * as z from 'zod'

/** A name in place of `${USER}`, below a base: `uid=${USER},ou=people,dc=example,dc=org`. `:` would begin a second pattern. */
export const bindPattern = /^(?<attribute>[a-zA-Z][a-zA-Z0-9-]*)=\$\{USER\},(?<base>[^\s:$()][^:$()\r\n]*)$/

const ldap = z.strictObject({
  url: z
    .string()
    .regex(/^ldaps:\/\/[a-zA-Z0-9.-]+(?::\d{1,5})?$/)
    .describe('`ldaps://host` or `ldaps://host:port`. Passwords go there: never without TLS.'),
  userBindPattern: z
    .string()
    .regex(bindPattern)
    .describe(`Who a person is there, such as \`uid=\${USER},ou=people,dc=example,dc=org\`.`),
  authority: z
    .enum(['given', 'public'])
    .default('given')
    .describe(
      'Who vouches for the directory: a certificate of yours (`given/trino/ldap-authority`), or whoever Java trusts.',
    ),
})

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
  ldap: ldap
    .optional()
    .describe('Hosts: an LDAP directory whose people may read the lake, beside the platform’s own users.'),
})

/** Options with every default filled in. */
export type TrinoOptions = z.output<typeof trinoOptions>
