// Secrets are references everywhere. The placeholder below stands in every artifact; only the running host's own
// copy of a file, and Secrets of a cluster, hold the value. A name says what kind of value it has, so that nothing else must be
// passed along: docs/adr/0017.

/** A secret by name, such as `s3/spark`. */
export interface SecretRef {
  readonly secretRef: string
}

const placeholderPattern = /\{\{secret:([a-z0-9/.-]+)\}\}/g

/**
 * Whether only the user has a secret's value: credentials of something outside of the platform. Those have names such as
 * `given/postgres/backup-access-key` and are never made; all others belong to the platform alone, and are.
 */
export function isGivenSecret(name: string): boolean {
  return name.startsWith('given/')
}

/** What stands in an artifact in place of a secret's value. */
export function secretPlaceholder(name: string): string {
  return `{{secret:${name}}}`
}

/** The names of all secrets that a text refers to, each once, in order of appearance. */
export function secretsIn(content: string): string[] {
  return [...new Set([...content.matchAll(placeholderPattern)].map((match) => match[1] ?? ''))]
}

/** Puts values in place of the placeholders. `lookUp` throws for a name it does not know. */
export function fillSecrets(content: string, lookUp: (name: string) => string): string {
  return content.replace(placeholderPattern, (_all, name: string) => lookUp(name))
}

/** The same within JSON, where the lines of a certificate must not break a string. */
export function fillSecretsInJson(json: string, lookUp: (name: string) => string): string {
  return fillSecrets(json, (name) => JSON.stringify(lookUp(name)).slice(1, -1))
}

/** Certificate of the platform's own authority (PEM): whoever asks for it trusts what the authority has signed. */
export const authorityCertificate = 'authority/certificate'

/** Private key of the authority. Stands in no artifact. */
export const authorityKey = 'authority/key'

/**
 * Certificate (PEM) that the platform's authority signs for one subject: the DNS name or IPv4 address by which it is reached (several with
 * a slash between), or a word for who logs in with it. It serves both ends of a connection.
 */
export function certificateOf(subject: string): string {
  return `certificate/${subject}`
}

/** The private key that belongs to `certificateOf` the same subject (PEM, PKCS #8). */
export function certificateKeyOf(subject: string): string {
  return `certificate-key/${subject}`
}

/** The bcrypt hash of another secret: for daemons that are to know a password without holding it. */
export function hashOf(name: string): string {
  return `bcrypt/${name}`
}

/** Names of the secrets by which somebody logs in: the login itself (an access key, a role), and what proves it. */
export interface CredentialNames {
  readonly login: string
  readonly secret: string
}

/**
 * A client's two credentials. `used` is what the client has; `spare` is what counts as well, and nobody has until a rotation gives it out:
 * docs/adr/0023.
 */
export interface RotatingCredentials {
  readonly used: CredentialNames
  readonly spare: CredentialNames
}

/** Those of a client of S3. */
export function s3CredentialsOf(client: string): RotatingCredentials {
  return {
    used: { login: `s3-access-key/${client}`, secret: `s3/${client}` },
    spare: { login: `s3-spare-access-key/${client}`, secret: `s3-spare/${client}` },
  }
}

/** Those of a service that has a database in Postgres. */
export function databaseCredentialsOf(service: string): RotatingCredentials {
  return {
    used: { login: `postgres-role/${service}`, secret: `postgres/${service}` },
    spare: { login: `postgres-spare-role/${service}`, secret: `postgres-spare/${service}` },
  }
}

/** What kind of value a secret has, and what it is derived from. */
export type SecretKind =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'password' }
  | { readonly kind: 'private-key' }
  | { readonly kind: 'authority' }
  | { readonly kind: 'certificate'; readonly subject: string }
  | { readonly kind: 'hash'; readonly of: string }

/** The kind of a secret, by its name. */
export function secretKind(name: string): SecretKind {
  if (name === authorityCertificate) return { kind: 'authority' }
  const [first = '', ...rest] = name.split('/')
  if (name === authorityKey || first === 'certificate-key') return { kind: 'private-key' }
  if (first === 'certificate') return { kind: 'certificate', subject: rest.join('/') }
  // Access keys and roles are no secrets, but move with them.
  if (first === 's3-access-key') return { kind: 'name', name: rest.join('/') }
  if (first === 's3-spare-access-key') return { kind: 'name', name: `${rest.join('/')}-2` }
  if (first === 'postgres-role') return { kind: 'name', name: databaseRolesOf(rest.join('/'))[0] }
  if (first === 'postgres-spare-role') return { kind: 'name', name: databaseRolesOf(rest.join('/'))[1] }
  if (first === 'bcrypt') return { kind: 'hash', of: rest.join('/') }
  return { kind: 'password' }
}

/** The two roles that a service logs in to Postgres with in turn. Both act as the role that owns its database. */
export function databaseRolesOf(service: string): readonly [string, string] {
  const owner = service.replaceAll('-', '_')
  return [`${owner}_1`, `${owner}_2`]
}

/** Distinguished name (RFC 4514) that `certificateOf` a subject bears on a platform. */
export function distinguishedName(platform: string, subject: string): string {
  return `CN=${commonName(subject)},O=${platform}`
}

/** The first name of a subject as common name, which X.520 ends after 64 characters (`ub-common-name`). */
export function commonName(subject: string): string {
  return (namesOf(subject)[0] ?? '').slice(0, 64)
}

/** All names of a certificate's subject. */
export function namesOf(subject: string): readonly string[] {
  return subject.split('/')
}
