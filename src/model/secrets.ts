// Secrets are references everywhere. The placeholder below stands in every artifact; only the running host's own
// copy of a file holds the value.

/** A secret by name, such as `s3/spark`. */
export interface SecretRef {
  readonly secretRef: string
}

const placeholderPattern = /\{\{secret:([a-z0-9/-]+)\}\}/g

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
