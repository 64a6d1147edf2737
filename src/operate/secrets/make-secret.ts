// The value of a secret by the kind that its name says: made at random, or derived from others. What is derived follows what it is derived
// from: a hash whose password has changed, or a certificate of another authority, is made anew.

import { randomBytes } from 'node:crypto'
import bcrypt from 'bcryptjs'
import { authorityCertificate, authorityKey, certificateKeyOf, secretKind } from '../../model/secrets.ts'
import {
  authorityCertificateOf,
  belongsTogether,
  certificateFrom,
  isGoodCertificate,
  newPrivateKey,
} from './certificates.ts'

/**
 * Gives the value of a secret by name, making it when it is new. One that only the user has is never made: `elsewhere` is where else its value
 * may be.
 */
export type SecretLookup = (name: string, elsewhere?: string) => string

/** What a value is made from. */
export interface SecretSurroundings {
  /** Name of the platform: certificates bear it. */
  readonly platform: string
  /** Every other secret. */
  readonly lookUp: SecretLookup
}

/**
 * The least that Trino takes (Trino, "Password file authentication"). Our passwords are of 160 random bits: no cost makes guessing them any
 * slower than hopeless, and every login pays for it.
 */
const bcryptRounds = 8

/** As `htpasswd -B` writes it, which is what Trino's page asks for: another name of what bcryptjs calls `$2b$`. */
const bcryptVersion = '$2y$'

/** 160 random bits. Hexadecimal: nothing in it means anything to any configuration format. */
export function newPassword(): string {
  return randomBytes(20).toString('hex')
}

/** The value that a secret has now: `known` as long as it fits, else a new one. */
export function currentSecret(
  name: string,
  known: string | undefined,
  { platform, lookUp }: SecretSurroundings,
): string {
  const kind = secretKind(name)
  switch (kind.kind) {
    case 'password':
      return known ?? newPassword()
    case 'name':
      return known ?? kind.name
    case 'private-key':
      return known ?? newPrivateKey()
    case 'hash': {
      const password = lookUp(kind.of)
      return known !== undefined && bcrypt.compareSync(password, known)
        ? known
        : bcrypt.hashSync(password, bcryptRounds).replace(/^\$2[ab]\$/, () => bcryptVersion)
    }
    case 'authority': {
      const key = lookUp(authorityKey)
      // Not renewed by itself: whoever trusts it would have to be told first.
      return known !== undefined && belongsTogether(known, key)
        ? known
        : authorityCertificateOf(platform, key)
    }
    case 'certificate': {
      const key = lookUp(certificateKeyOf(kind.subject))
      const authority = { certificate: lookUp(authorityCertificate), key: lookUp(authorityKey) }
      return known !== undefined && isGoodCertificate(known, key, authority.certificate, Date.now())
        ? known
        : certificateFrom(authority, { platform, subject: kind.subject, key })
    }
  }
}
