// The certificates of a platform: until when they count, and whose they are.

import { X509Certificate } from 'node:crypto'
import { authorityCertificate, isGivenSecret, secretKind } from '../../model/secrets.ts'

/** Who made a certificate: the platform's authority, itself (the authority's own), or the user. */
export type CertificateOrigin = 'platform' | 'authority' | 'given'

/** How urgent it is, as the findings of a verdict have it. */
export type CertificateSeverity = 'fine' | 'warning' | 'error'

/** One certificate. */
export interface CertificateEntry {
  /** The names that it is for, with a slash between; of the user's own, the name of the secret; `authority`. */
  readonly name: string
  readonly secret: string
  readonly origin: CertificateOrigin
  readonly serial: string
  readonly notAfterMs: number
  /** Whole days, negative when it is over. */
  readonly daysLeft: number
  readonly severity: CertificateSeverity
}

/** Fewer days left than this are a warning. */
export const warnBelowDays = 30
const dayMs = 86_400_000

/**
 * The certificates among these secrets, those that end first in front. `kept` gives what is kept by a name; what is no certificate, or not kept
 * yet, is left out.
 */
export function certificatesAmong(
  names: readonly string[],
  kept: (name: string) => string | undefined,
  nowMs: number,
): readonly CertificateEntry[] {
  return names
    .flatMap((secret) => entryOf(secret, kept(secret), nowMs) ?? [])
    .sort((a, b) => a.notAfterMs - b.notAfterMs || (a.name < b.name ? -1 : 1))
}

function entryOf(secret: string, value: string | undefined, nowMs: number): CertificateEntry | undefined {
  const identity = identityOf(secret)
  if (identity === undefined || value?.startsWith('-----BEGIN CERTIFICATE-----') !== true) return undefined
  const { serialNumber: serial, validTo } = new X509Certificate(value)
  const notAfterMs = Date.parse(validTo)
  const daysLeft = Math.floor((notAfterMs - nowMs) / dayMs)
  const severity = notAfterMs <= nowMs ? 'error' : daysLeft < warnBelowDays ? 'warning' : 'fine'
  return { ...identity, secret, serial, notAfterMs, daysLeft, severity }
}

function identityOf(secret: string): Pick<CertificateEntry, 'name' | 'origin'> | undefined {
  if (secret === authorityCertificate) return { name: 'authority', origin: 'authority' }
  if (isGivenSecret(secret)) return { name: secret, origin: 'given' }
  const kind = secretKind(secret)
  return kind.kind === 'certificate' ? { name: kind.subject, origin: 'platform' } : undefined
}
