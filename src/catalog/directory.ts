// A directory of people (LDAP) outside the platform, as services name one in a declaration.

import * as z from 'zod'

/** A name in place of `${USER}`, below a base: `uid=${USER},ou=people,dc=example,dc=org`. `:` would begin a second pattern. */
const bindPattern = /^(?<attribute>[a-zA-Z][a-zA-Z0-9-]*)=\$\{USER\},(?<base>[^\s:$()][^:$()\r\n]*)$/

/** Name of the secret with the certificate (PEM) of who vouches for a service's directory; the user's own. */
export function directoryAuthority(service: string): string {
  return `given/${service}/ldap-authority`
}

/** What every service asks of a directory. `trusts`: what it believes where no certificate is given. */
export function directoryOptions(service: string, trusts: string) {
  return z.strictObject({
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
        `Who vouches for the directory: a certificate of yours (\`${directoryAuthority(service)}\`), or whoever ${trusts} trusts.`,
      ),
  })
}

/** The two parts of a pattern: the attribute with the name, and below what people are. */
export function personsOf(userBindPattern: string): { readonly attribute: string; readonly base: string } {
  const { attribute = '', base = '' } = bindPattern.exec(userBindPattern)?.groups ?? {}
  return { attribute, base }
}
