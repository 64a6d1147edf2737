// What a platform wants of its user, wherever it runs, and what the user may give.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { givenSecrets, givenValue } from './given-secrets.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-given-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ldap = `{ url: "ldaps://ldap.example.org", userBindPattern: "uid=\${USER},ou=people" }`
const declared = (more: string) => {
  const file = join(folder, 'platform.yaml')
  writeFileSync(
    file,
    `name: lake\nshape: minimum\n${more}services:\n  ingress: { certificate: given }\n  trino: { ldap: ${ldap} }\n`,
  )
  return file
}

test('what hosts want may be given, though Kubernetes wants none of it', async () => {
  expect(await givenSecrets(declared(''))).toEqual({
    platform: 'lake',
    names: ['given/ingress/certificate', 'given/ingress/certificate-key', 'given/trino/ldap-authority'],
  })
})

test('a platform of several clusters wants what they want', async () => {
  const clusters = 'clusters:\n  - { id: one, target: hosts }\n'
  expect((await givenSecrets(declared(clusters))).names).toContain('given/trino/ldap-authority')
})

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'

test.each([
  ['secret\n', 'secret'],
  [`${pem}\n`, pem],
  [`${pem}\n${pem}\n`.replaceAll('\n', '\r\n'), `${pem}\n${pem}`],
  ['', undefined],
  ['\n', undefined],
  ['two\nlines\n', undefined],
  [`${pem}\nand more\n`, undefined],
])('%j is kept as %j', (input, value) => {
  expect(givenValue(input)).toBe(value)
})
