// What is derived fits what it is derived from, and follows it.

import { createPrivateKey, X509Certificate } from 'node:crypto'
import bcrypt from 'bcryptjs'
import { expect, test, vi } from 'vitest'
import {
  authorityCertificate,
  authorityKey,
  certificateKeyOf,
  certificateOf,
  distinguishedName,
  hashOf,
} from '../../model/secrets.ts'
import { currentSecret, type SecretLookup } from './make-secret.ts'

// Primes are found by chance: on a busy machine a key may take long.
vi.setConfig({ testTimeout: 120_000 })

/** A store in memory. */
function store(values: Record<string, string> = {}): {
  values: Record<string, string>
  lookUp: SecretLookup
} {
  const lookUp: SecretLookup = (name) => {
    values[name] = currentSecret(name, values[name], { platform: 'lake', lookUp })
    return values[name]
  }
  return { values, lookUp }
}

const host = 'opensearch-data.lake-opensearch.svc'
const { values: made, lookUp: makeUp } = store()
const certificate = new X509Certificate(makeUp(certificateOf(host)))
const authority = new X509Certificate(makeUp(authorityCertificate))

test('a certificate is for its subject alone, and belongs to its key', () => {
  expect(certificate.checkHost(host)).toBe(host)
  expect(certificate.checkHost('opensearch-manager.lake-opensearch.svc')).toBeUndefined()
  expect(certificate.checkPrivateKey(createPrivateKey(makeUp(certificateKeyOf(host))))).toBe(true)
  expect(certificate.subject.split('\n').reverse().join(',')).toBe(distinguishedName('lake', host))
  expect(new X509Certificate(makeUp(certificateOf('10.1.2.3'))).checkIP('10.1.2.3')).toBe('10.1.2.3')
})

test('a certificate may be for several names', () => {
  const both = new X509Certificate(makeUp(certificateOf('10.1.2.3/search.lake')))
  expect([both.checkIP('10.1.2.3'), both.checkHost('search.lake')]).toEqual(['10.1.2.3', 'search.lake'])
  expect(both.subject).toContain('CN=10.1.2.3')
})

test('a certificate is signed by the authority of the platform, and signs nothing itself', () => {
  expect(certificate.checkIssued(authority)).toBe(true)
  expect(certificate.verify(authority.publicKey)).toBe(true)
  expect([authority.ca, certificate.ca]).toEqual([true, false])
})

test('nothing is made twice', () => {
  const before = { ...made }
  for (const name of Object.keys(before)) expect(makeUp(name)).toBe(before[name])
})

test.each([
  ['another key', certificateKeyOf(host)],
  ['another authority', authorityKey],
])('a certificate is made anew for %s', (_what, gone) => {
  const { [gone]: _value, ...others } = made
  const { lookUp } = store(others)
  const renewed = lookUp(certificateOf(host))
  expect(renewed).not.toBe(made[certificateOf(host)])
  const issuer = new X509Certificate(lookUp(authorityCertificate))
  expect(new X509Certificate(renewed).checkIssued(issuer)).toBe(true)
  expect(new X509Certificate(renewed).checkPrivateKey(createPrivateKey(lookUp(certificateKeyOf(host))))).toBe(
    true,
  )
  expect(lookUp(certificateOf(host))).toBe(renewed)
})

test('a certificate is renewed in the last third of its two years, with the key and the authority that it had', () => {
  const { lookUp } = store({ ...made })
  const days = (count: number) => vi.setSystemTime(Date.now() + count * 86_400_000)
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    days(480)
    expect(lookUp(certificateOf(host))).toBe(made[certificateOf(host)])
    days(10)
    expect(new X509Certificate(lookUp(certificateOf(host))).verify(authority.publicKey)).toBe(true)
    expect(lookUp(certificateOf(host))).not.toBe(made[certificateOf(host)])
    expect(lookUp(certificateKeyOf(host))).toBe(made[certificateKeyOf(host)])
  } finally {
    vi.useRealTimers()
  }
})

test('a hash is that of the password, as every daemon takes it, and follows it', () => {
  const { values, lookUp } = store()
  const hash = lookUp(hashOf('opensearch/admin'))
  expect(hash).toMatch(/^\$2y\$08\$/)
  expect(bcrypt.compareSync(lookUp('opensearch/admin'), hash)).toBe(true)
  expect(lookUp(hashOf('opensearch/admin'))).toBe(hash)
  values['opensearch/admin'] = 'rotated'
  expect(bcrypt.compareSync('rotated', lookUp(hashOf('opensearch/admin')))).toBe(true)
})
