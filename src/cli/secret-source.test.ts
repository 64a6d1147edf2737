// Which sources of secrets `render` takes, and what it says to a certificate that cannot be used.

import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HanokError } from '../model/errors.ts'
import { secretSource } from './secret-source.ts'

// Self-signed, made for this test; nobody has their keys.
const rsaCertificate = `-----BEGIN CERTIFICATE-----
MIIDETCCAfmgAwIBAgIUYBaACr4mHPLw9Rydq3oVVnBpvLMwDQYJKoZIhvcNAQEL
BQAwGDEWMBQGA1UEAwwNc2VhbGVkLXNlY3JldDAeFw0yNjExMjcwMDM2MjVaFw0z
NjExMjQwMDM2MjVaMBgxFjAUBgNVBAMMDXNlYWxlZC1zZWNyZXQwggEiMA0GCSqG
SIb3DQEBAQUAA4IBDwAwggEKAoIBAQDDgTTUJSWTrZEKWUK3uMQ3giwwZ9BqkB6j
w8loToIQUczVSmBvtzwSGsbESt4MGHmqsAoI7pdRV4dic8Cm7uGMbMS32Gr6W8Md
ZDLpi++VB1vE6bGoLi5xEWfgEdy6/iXL7nvtGIOKElksI8TlPGkv8Shb2ggHN4xb
yDzUa9LVtvVtarG3jEV5ctgjcgJFsHJih5kGGyO3f5rg+33CNX4wOsVerxJUduJ1
Rk3hgVX7owTGh0c0UzOKJE4Zn7BC5EgcgN8uqRg6Oy6rLzVnkX71rjQ+v1LLWJj0
OM5MjPAoUKihWWyk0SZpHEU7hI9MkG/K0q82ESry3q47zuJ+reLbAgMBAAGjUzBR
MB0GA1UdDgQWBBQWOoqfu881muOzB0eLodh+uPxr6jAfBgNVHSMEGDAWgBQWOoqf
u881muOzB0eLodh+uPxr6jAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
A4IBAQCpKlYie1x07/twn7XW/4+8/eYXAOgKQ3DugL8nCUfvHBgQjeAfHm9zsF5a
tmRHHtSpAZ4+P1554l5vq63N0F6kA84z6b8uS7EjovIP384FdiRkwcEUGRaf+A4O
Qsva5H97+uF/vD2hLv+BXcTbPG6Qui3P4cxiLlFsU967ARbXIHz+LJU0SmV6xxWw
t+zjmFWRucEiFiMz3bOmw1UetZEb/tJhhP9Y4GH1/Dc62zuH05bYKODQYvC39GC9
1RpbDJPdchn8x0pTvwtyFuvCG54Ali63uVTXJ5fOmxApQJOpkthOfOjHxbPf10Ew
sSPxmBMwM/thhFMZC2R4WaMes5gh
-----END CERTIFICATE-----
`
const ellipticCertificate = `-----BEGIN CERTIFICATE-----
MIIBcDCCARWgAwIBAgIUBNrDAbrLvmjKOHeWYr4pLX5VisEwCgYIKoZIzj0EAwIw
DDEKMAgGA1UEAwwBeDAgFw0yNjExMjcwMDMzMjBaGA8yMTI2MTEwMzAwMzMyMFow
DDEKMAgGA1UEAwwBeDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDeynl6dIMK1
G4gVm+8TVP1lkDm1yAm381QU0AsUKmEr3wWKVFKbu+P2SLdZv/v3SK6PxOWQLU+9
H+ZyoThhjRCjUzBRMB0GA1UdDgQWBBRuPYUZBqaoYVqIrRvhPGKLT0ZJGDAfBgNV
HSMEGDAWgBRuPYUZBqaoYVqIrRvhPGKLT0ZJGDAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0kAMEYCIQCd9IXMlB7R76PiupeD4kM2HWSkrKy9UnYBvRNhinnz
SQIhAM9ZukOcRcc32jOfH/bBBEi2vM2lQgHTeN4Jxj+YZJ8k
-----END CERTIFICATE-----
`

const { validFrom, validTo } = new X509Certificate(rsaCertificate)
const day = 86_400_000
const [begins, ends] = [Date.parse(validFrom), Date.parse(validTo)]

let folder = ''
const before = process.cwd()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-source-'))
  writeFileSync(join(folder, 'rsa.pem'), rsaCertificate)
  writeFileSync(join(folder, 'elliptic.pem'), ellipticCertificate)
  writeFileSync(join(folder, 'other.pem'), 'not a certificate')
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

function errorOf(words: string, now = begins + day): HanokError {
  try {
    secretSource(words, 'lake', now)
  } catch (error) {
    if (error instanceof HanokError) return error
    throw error
  }
  throw new Error(`${words} was taken`)
}

describe('sources of secrets', () => {
  test('are plain where nothing is said, and one of three where something is', () => {
    expect(secretSource(undefined, 'lake', 0)).toEqual({ kind: 'plain' })
    expect(secretSource('plain', 'lake', 0)).toEqual({ kind: 'plain' })
    expect(secretSource('external:vault', 'lake', 0)).toEqual({ kind: 'external', store: 'vault' })
    expect(secretSource('sealed:rsa.pem', 'lake', begins + day).kind).toBe('sealed')
  })

  test.each(['', 'vault', 'external:', 'external:Not A Name', 'sealed:', 'plain:x'])(
    'refuses "%s" as the user\'s mistake',
    (words) => {
      const { code, fault } = errorOf(words)
      expect([code, fault]).toEqual(['cli.unknownSecretSource', 'user'])
    },
  )

  test.each([
    ['sealed:missing.pem', begins + day, /cannot be read/],
    ['sealed:other.pem', begins + day, /no X\.509 certificate/],
    ['sealed:elliptic.pem', begins + day, /takes RSA/],
    ['sealed:rsa.pem', ends + day, /expired on/],
    ['sealed:rsa.pem', begins - day, /valid from/],
  ])('says what is wrong with a certificate: %s', (words, now, expected) => {
    const { code, fault, message } = errorOf(words, now)
    expect([code, fault]).toEqual(['cli.badCertificate', 'user'])
    expect(message).toMatch(expected)
  })
})
