// What can be wrong with secrets that the user gives, and with how they are to be written.

import { defineErrors } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'
import { orList } from './error-words.ts'

/** Errors of secrets. */
export const secretErrors = defineErrors('cli', {
  unknownSecretAction: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `\`hanok secrets\` can set and rotate; "${p.found}" it does not know.`,
        `\`hanok secrets\`로 할 수 있는 것은 set과 rotate입니다. "${p.found}"은 모릅니다.`,
      ),
    hint: () =>
      text(
        'hanok secrets set FILE NAME < value, or hanok secrets rotate NAME',
        'hanok secrets set FILE NAME < value 또는 hanok secrets rotate NAME',
      ),
  },
  notToRotate: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[] }) =>
      p.known.length === 0
        ? text(
            'The platform that is up has no secret that can be changed while it runs.',
            '실행 중인 플랫폼에는 실행하면서 바꿀 수 있는 비밀 값이 없습니다.',
          )
        : text(
            `"${p.found}" cannot be changed while the platform runs, only: ${orList(p.known)}.`,
            `"${p.found}"은(는) 플랫폼을 실행하면서 바꿀 수 없습니다. 바꿀 수 있는 것: ${orList(p.known)}.`,
          ),
  },
  secretNotGiven: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `The platform needs the secret "${p.name}", whose value only you have.`,
        `플랫폼에 "${p.name}" 비밀 값이 필요합니다. 이 값은 직접 주어야 합니다.`,
      ),
    hint: (p: { name: string }) =>
      text(
        `Give it on standard input: hanok secrets set FILE ${p.name} < value`,
        `표준 입력으로 주세요: hanok secrets set FILE ${p.name} < value`,
      ),
  },
  notASecretToGive: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[] }) =>
      p.known.length === 0
        ? text(
            `This platform has no secret whose value you would give; "${p.found}" is none.`,
            `이 플랫폼에는 직접 줄 비밀 값이 없습니다("${p.found}").`,
          )
        : text(
            `"${p.found}" is no secret that you give to this platform, only: ${orList(p.known)}.`,
            `"${p.found}"은(는) 이 플랫폼에 직접 주는 비밀 값이 아닙니다. 줄 수 있는 것: ${orList(p.known)}.`,
          ),
    hint: () => text('All other secrets are made by hanok.', '다른 비밀 값은 모두 hanok이 만듭니다.'),
  },
  emptySecret: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `Standard input holds no value for "${p.name}": one line is expected, or PEM.`,
        `표준 입력에 "${p.name}"의 값이 없습니다. 한 줄이거나 PEM이어야 합니다.`,
      ),
  },
  unknownSecretSource: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `--secrets: found "${p.found}", expected plain, external:STORE or sealed:CERTIFICATE.pem.`,
        `--secrets: "${p.found}"은(는) 쓸 수 없습니다. plain, external:STORE, sealed:CERTIFICATE.pem 가운데 하나여야 합니다.`,
      ),
  },
  badCertificate: {
    fault: 'user',
    message: (p: { file: string; reason: Text }) =>
      text(
        `Nothing can be sealed with "${p.file}": ${p.reason.en}.`,
        `"${p.file}"(으)로 봉인할 수 없습니다: ${p.reason.ko}.`,
      ),
    hint: () =>
      text(
        'Take the certificate of the controller that will open the secrets: kubeseal --fetch-cert > CERTIFICATE.pem',
        '비밀 값을 열 컨트롤러의 인증서를 쓰세요: kubeseal --fetch-cert > CERTIFICATE.pem',
      ),
  },
})
