// `--secrets` of render: where the values of a platform's secrets come from on Kubernetes.

import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '../model/text.ts'
import { sealer } from '../renderers/kubernetes/sealing.ts'
import type { SecretSource } from '../renderers/kubernetes/secrets.ts'
import { secretErrors } from './secret-errors.ts'
import { openSecrets } from './secret-store.ts'

/** The secret that others are sealed with the help of (renderers/kubernetes/sealing.ts). */
const sealingSecret = 'hanok/sealing'

/**
 * The source that is named: `plain`, `external:STORE`, or `sealed:CERTIFICATE.pem`, which reads the platform's values as apply does. `now` in ms
 * since 1970. Throws `cli.unknownSecretSource`, `cli.badCertificate`, and for values as `openSecrets`.
 */
export function secretSource(words: string | undefined, platform: string, now: number): SecretSource {
  const [, kind = words ?? 'plain', of = ''] = /^([a-z]+):(.+)$/.exec(words ?? '') ?? []
  if (kind === 'plain' && of === '') return { kind: 'plain' }
  if (kind === 'external' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(of))
    return { kind: 'external', store: of }
  if (kind !== 'sealed' || of === '') throw secretErrors.unknownSecretSource({ found: words ?? '' })
  const { publicKey } = certificate(of, now)
  const lookUp = openSecrets(platform, '.hanok', join('.hanok', `${platform}.secrets.json`))
  return { kind: 'sealed', seal: sealer({ publicKey, lookUp, sealingKey: lookUp(sealingSecret) }) }
}

function certificate(file: string, now: number): X509Certificate {
  const found = parsed(file)
  const { publicKey, validFromDate, validToDate } = dated(found)
  const bad = (en: string, ko: string) => secretErrors.badCertificate({ file, reason: text(en, ko) })
  if (publicKey.asymmetricKeyType !== 'rsa') {
    throw bad(
      `its key is ${publicKey.asymmetricKeyType}, and Sealed Secrets takes RSA`,
      `키가 ${publicKey.asymmetricKeyType}인데 Sealed Secrets는 RSA만 씁니다`,
    )
  }
  const day = (date: Date) => date.toISOString().slice(0, 10)
  if (now > validToDate.getTime())
    throw bad(`it expired on ${day(validToDate)}`, `${day(validToDate)}에 만료되었습니다`)
  if (now < validFromDate.getTime())
    throw bad(`it is valid from ${day(validFromDate)} on only`, `${day(validFromDate)}부터 유효합니다`)
  return found
}

function parsed(file: string): X509Certificate {
  try {
    return new X509Certificate(readFileSync(file))
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    const isThere = code.startsWith('ERR_')
    const reason = isThere
      ? text('it is no X.509 certificate in PEM', 'PEM 형식의 X.509 인증서가 아닙니다')
      : text(`it cannot be read (${code})`, `읽을 수 없습니다(${code})`)
    throw secretErrors.badCertificate({ file, reason }, { cause })
  }
}

/** Node 20 has the dates as text only. */
function dated({ publicKey, validFrom, validTo }: X509Certificate) {
  return { publicKey, validFromDate: new Date(validFrom), validToDate: new Date(validTo) }
}
