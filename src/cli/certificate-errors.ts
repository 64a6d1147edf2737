// What can be wrong with the certificates that somebody wants renewed.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'
import { orList } from './error-words.ts'

/** Errors of certificates. */
export const certificateErrors = defineErrors('cli', {
  unknownCertificateAction: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `\`hanok certificates\` lists them, and can renew; "${p.found}" it does not know.`,
        `\`hanok certificates\`로 할 수 있는 것은 목록 보기와 renew입니다. "${p.found}"은 모릅니다.`,
      ),
    hint: () =>
      text(
        'hanok certificates, or hanok certificates renew [NAME]',
        'hanok certificates 또는 hanok certificates renew [이름]',
      ),
  },
  noCertificate: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[] }) =>
      p.known.length === 0
        ? text(
            'The platform that is up has no certificate of its own authority.',
            '실행 중인 플랫폼에는 자체 인증 기관의 인증서가 없습니다.',
          )
        : text(
            `The platform that is up has no certificate "${p.found}", only: ${orList(p.known)}.`,
            `실행 중인 플랫폼에 "${p.found}" 인증서는 없습니다. 있는 것: ${orList(p.known)}.`,
          ),
  },
  certificateNotOurs: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `You have given "${p.name}" yourself: it is never replaced by one of the platform's.`,
        `"${p.name}"은(는) 직접 준 인증서입니다. 플랫폼의 것으로 바꾸지 않습니다.`,
      ),
    hint: (p: { name: string }) =>
      text(
        `Give the new one and its key, then bring the platform up again: hanok secrets set FILE ${p.name} < PEM`,
        `새 인증서와 키를 주고 플랫폼을 다시 올리세요: hanok secrets set FILE ${p.name} < PEM`,
      ),
  },
  authorityNotRenewed: {
    fault: 'user',
    message: (p: { until: string }) =>
      text(
        `The platform's authority counts until ${p.until}, and is not renewed while the platform serves: everybody trusts it alone.`,
        `플랫폼의 인증 기관은 ${p.until}까지 유효합니다. 모두가 이것만 믿으므로 서비스를 유지한 채 바꾸지 않습니다.`,
      ),
    hint: () =>
      text(
        'Plan an interruption: stop the platform, take authority/certificate and authority/key out of .hanok/NAME.secrets.json, and bring it up again. All certificates are then made anew, and whoever outside trusts the old one needs the new one.',
        '중단 시간을 잡아 플랫폼을 멈추고, .hanok/이름.secrets.json에서 authority/certificate와 authority/key를 지운 뒤 다시 올리세요. 모든 인증서가 새로 만들어지며, 밖에서 예전 것을 믿던 쪽에도 새 것을 주어야 합니다.',
      ),
  },
})
