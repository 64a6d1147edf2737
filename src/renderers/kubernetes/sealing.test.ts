// Sealed values open with the controller's key and in no other place, and sealing again changes nothing that need not change.

import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type SealedPlace, type SealerInput, sealer } from './sealing.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const others = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const place: SealedPlace = { namespace: 'lake-trino', name: 'trino', key: 'PASSWORD' }

const seal = (more: Partial<SealerInput> = {}) =>
  sealer({
    publicKey: keys.publicKey,
    lookUp: (name: string) => `value of ${name}`,
    sealingKey: 'ours',
    ...more,
  })

/** As the controller opens it: Sealed Secrets, pkg/crypto/crypto.go, `HybridDecrypt`. */
function opened(sealed: string, { namespace, name }: SealedPlace, privateKey = keys.privateKey): string {
  const bytes = Buffer.from(sealed, 'base64')
  const length = bytes.readUInt16BE(0)
  const sessionKey = privateDecrypt(
    {
      key: privateKey,
      padding: constants.RSA_PKCS1_OAEP_PADDING,
      oaepHash: 'sha256',
      oaepLabel: Buffer.from(`${namespace}/${name}`),
    },
    bytes.subarray(2, 2 + length),
  )
  const decipher = createDecipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(2 + length, -16)), decipher.final()]).toString('utf8')
}

describe('a sealed value', () => {
  test.each(['{{secret:s3/trino}}', 'key = {{secret:s3/trino}}\n비밀 = {{secret:postgres/x}}\n', ''])(
    'opens to what it was made of: %j',
    (content) => {
      const filled = content.replace(/\{\{secret:([^}]+)\}\}/g, 'value of $1')
      expect(opened(seal()(place, content), place)).toBe(filled)
    },
  )

  test('opens with a key of any size', () => {
    for (const modulusLength of [1_024, 2_049, 4_096]) {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength })
      expect(opened(seal({ publicKey })(place, '{{secret:a}}'), place, privateKey)).toBe('value of a')
    }
  })

  test('opens neither under another name nor with another key', () => {
    const sealed = seal()(place, '{{secret:a}}')
    expect(() => opened(sealed, { ...place, name: 'other' })).toThrow()
    expect(() => opened(sealed, { ...place, namespace: 'other' })).toThrow()
    expect(() => opened(sealed, place, others.privateKey)).toThrow()
  })

  test('is the same again, and another one wherever anything is different', () => {
    const all = [
      seal()(place, 'a'),
      seal()(place, 'b'),
      seal()({ ...place, key: 'OTHER' }, 'a'),
      seal()({ ...place, name: 'other' }, 'a'),
      seal({ publicKey: others.publicKey })(place, 'a'),
      seal({ sealingKey: 'theirs' })(place, 'a'),
    ]
    expect(seal()(place, 'a')).toBe(all[0])
    // Neither the session key (which would show in what it encrypts) nor the seed is used twice.
    const parts = all.map((sealed) => Buffer.from(sealed, 'base64'))
    for (const of of [
      (bytes: Buffer) => bytes.subarray(2, 2 + bytes.readUInt16BE(0)),
      (bytes: Buffer) => bytes.subarray(2 + bytes.readUInt16BE(0)),
    ]) {
      expect(new Set(parts.map((bytes) => of(bytes).toString('hex'))).size).toBe(all.length)
    }
  })
})
