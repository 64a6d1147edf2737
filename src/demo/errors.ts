// Demo: what can stop it. Differences in the data are no errors: they are the demo's finding (exit 1).

import { defineErrors } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'

/** Errors of the demo; all are the environment's. */
export const demoErrors = defineErrors('demo', {
  sourceMissing: {
    fault: 'environment',
    message: (p: { file: string }) =>
      text(`The demo's source file is missing: ${p.file}`, `데모 원본 파일이 없습니다: ${p.file}`),
    hint: () =>
      text(
        'Run `hanok demo` again; it fetches what is missing.',
        '`hanok demo`를 다시 실행하면 빠진 것을 받아 옵니다.',
      ),
  },
  sourceWrong: {
    fault: 'environment',
    message: (p: { file: string; said: string }) =>
      text(
        `The demo's source file ${p.file} is not as expected: ${p.said}`,
        `데모 원본 파일 ${p.file}이(가) 예상과 다릅니다: ${p.said}`,
      ),
  },
  notInPlan: {
    fault: 'user',
    message: (p: { missing: string }) =>
      text(
        `The demo needs ${p.missing}, which this platform does not have.`,
        `데모에는 ${p.missing}이(가) 필요한데 이 플랫폼에는 없습니다.`,
      ),
  },
  noLivingHost: {
    fault: 'environment',
    message: (p: { role: string }) =>
      text(`No host of ${p.role} is up.`, `${p.role} 역할의 호스트가 모두 꺼져 있습니다.`),
    hint: () =>
      text(
        '`hanok status` shows the hosts; `hanok up` starts them.',
        '`hanok status`로 확인하고 `hanok up`으로 시작하세요.',
      ),
  },
  gaveUp: {
    fault: 'environment',
    message: (p: { what: Text; seconds: number; last: string }) =>
      text(
        `${p.what.en}: not done within ${p.seconds} s; last seen: ${p.last}`,
        `${p.what.ko}: ${p.seconds}초 안에 끝나지 않았습니다. 마지막 상태: ${p.last}`,
      ),
    hint: () =>
      text(
        '`hanok status` and `hanok logs NAME` show why. The demo may simply be run again.',
        '`hanok status`와 `hanok logs 이름`으로 원인을 확인하세요. 데모는 다시 실행해도 됩니다.',
      ),
  },
  commandFailed: {
    fault: 'environment',
    message: (p: { what: string; host: string; code: number; said: string }) =>
      text(
        `${p.what} failed on ${p.host} (status ${p.code}): ${p.said}`,
        `${p.what}: ${p.host}에서 실패했습니다(상태 ${p.code}): ${p.said}`,
      ),
  },
  restAnswer: {
    fault: 'environment',
    message: (p: { who: string; method: string; path: string; status: number; said: string }) =>
      text(
        `${p.who} answered ${p.method} ${p.path} with ${p.status}: ${p.said}`,
        `${p.who}: ${p.method} ${p.path}에 ${p.status}(으)로 답했습니다: ${p.said}`,
      ),
  },
})
