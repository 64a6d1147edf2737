// Sealing a Secret's values for one cluster: what Bitnami's Sealed Secrets (kubeseal) does, made repeatable.

import { constants, createCipheriv, createHash, createHmac, type KeyObject, publicEncrypt } from 'node:crypto'
import { fillSecrets } from '../../model/secrets.ts'

/** Where a value stands: it can be opened as this key of this Secret, and as no other. */
export interface SealedPlace {
  readonly namespace: string
  readonly name: string
  readonly key: string
}

/** Seals a text that may hold placeholders of secrets. Gives base64. */
export type Seal = (place: SealedPlace, content: string) => string

/** What a sealer is made of. */
export interface SealerInput {
  /** The RSA key of the controller's certificate. */
  readonly publicKey: KeyObject
  /** The value of a secret by its name; throws for one it does not have. */
  readonly lookUp: (name: string) => string
  /** A secret of the platform's own, known to nobody who may read what is rendered. */
  readonly sealingKey: string
}

/** SHA-256, with which everything here is done. */
const hash = 'sha256'
const hashBytes = 32

/**
 * A sealer of strict scope. Format, Sealed Secrets 0.27 (pkg/crypto/crypto.go): two bytes with the length of what follows, a session key
 * by RSA-OAEP (SHA-256, label `NAMESPACE/NAME`), the value by AES-256-GCM under it with a nonce of zeros, since the key is used once.
 *
 * Rendering must give the same bytes again, and encryption is random. So session key and OAEP's seed are not drawn but derived from
 * the sealing key and all that goes in: the certificate, the place, and the value. Whoever has not the sealing key cannot tell them from
 * drawn ones (HMAC is a pseudo-random function); a session key still never meets two values; and what shows is only that a value has
 * not changed. With the same values, certificate and `.hanok` the files are the same, so that Git sees a change where there is one.
 */
export function sealer({ publicKey, lookUp, sealingKey }: SealerInput): Seal {
  const certificate = createHash(hash)
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
  return ({ namespace, name, key }, content) => {
    const value = fillSecrets(content, lookUp)
    const all = JSON.stringify([certificate, namespace, name, key, value])
    const derived = (use: string) => createHmac(hash, sealingKey).update(`${use}\n${all}`).digest()
    const sessionKey = derived('session key')
    const label = Buffer.from(`${namespace}/${name}`)
    const sealedKey = sealKey(publicKey, sessionKey, label, derived('seed'))
    const length = Buffer.alloc(2)
    length.writeUInt16BE(sealedKey.length)
    return Buffer.concat([length, sealedKey, encrypt(sessionKey, value)]).toString('base64')
  }
}

/** AES-256-GCM with its tag behind it, as Go's `cipher.AEAD.Seal` writes it. */
function encrypt(sessionKey: Buffer, value: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', sessionKey, Buffer.alloc(12))
  return Buffer.concat([cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** RSAES-OAEP with a given seed (RFC 8017, section 7.1.1): OpenSSL draws its own, and does only the last step here. */
function sealKey(publicKey: KeyObject, message: Buffer, label: Buffer, seed: Buffer): Buffer {
  const length = Math.ceil((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
  const padding = Buffer.alloc(length - message.length - 2 * hashBytes - 2)
  const labelHash = createHash(hash).update(label).digest()
  const block = Buffer.concat([labelHash, padding, Buffer.from([1]), message])
  const maskedBlock = masked(block, seed)
  const maskedSeed = masked(seed, maskedBlock)
  return publicEncrypt(
    { key: publicKey, padding: constants.RSA_NO_PADDING },
    Buffer.concat([Buffer.from([0]), maskedSeed, maskedBlock]),
  )
}

/** The data under the mask that MGF1 makes of a seed (RFC 8017, appendix B.2.1). */
function masked(data: Buffer, seed: Buffer): Buffer {
  const parts = Array.from({ length: Math.ceil(data.length / hashBytes) }, (_none, number) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(number)
    return createHash(hash).update(seed).update(counter).digest()
  })
  const mask = Buffer.concat(parts)
  return Buffer.from(data.map((byte, index) => byte ^ (mask[index] ?? 0)))
}
