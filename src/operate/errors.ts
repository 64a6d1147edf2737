// Operate: what can go wrong when something is asked of a running platform.

import { defineErrors } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'

function againHint(instance: string, name: string): Text {
  return text(
    `See \`hanok logs ${instance}\`, and run \`hanok secrets rotate ${name}\` again: it goes on where it was.`,
    `\`hanok logs ${instance}\`를 확인한 뒤 \`hanok secrets rotate ${name}\`를 다시 실행하면 멈춘 데서 이어집니다.`,
  )
}

/** Errors of asking the running platform. SQL mistakes are the user's (exit 2), all else the environment's (exit 3). */
export const operateErrors = defineErrors('operate', {
  queryWrong: {
    fault: 'user',
    message: (p: { name: string; said: string }) =>
      text(
        `Trino does not accept the query: ${p.said} (${p.name})`,
        `Trino가 쿼리를 받아들이지 않았습니다: ${p.said} (${p.name})`,
      ),
  },
  notTakenIn: {
    fault: 'environment',
    message: (p: { instance: string; name: string }) =>
      text(
        `${p.instance} does not take the new credentials of ${p.name}; those that clients have still count everywhere.`,
        `${p.instance}이(가) ${p.name}의 새 자격 증명을 받아들이지 않습니다. 클라이언트가 가진 것은 모든 곳에서 아직 쓸 수 있습니다.`,
      ),
    hint: (p: { instance: string; name: string }) => againHint(p.instance, p.name),
  },
  nobodyTakesIn: {
    fault: 'environment',
    message: (p: { name: string; instances: readonly string[] }) =>
      text(
        `Nobody runs who could take new credentials of ${p.name}: ${p.instances.join(', ')}.`,
        `${p.name}의 새 자격 증명을 받아들일 인스턴스가 실행 중이 아닙니다: ${p.instances.join(', ')}.`,
      ),
    hint: () =>
      text(
        '`hanok status` shows what does not run; then run the same command again.',
        '`hanok status`로 실행되지 않는 것을 확인한 뒤 같은 명령을 다시 실행하세요.',
      ),
  },
  stillTaken: {
    fault: 'environment',
    message: (p: { instance: string; name: string }) =>
      text(
        `${p.instance} still takes the old credentials of ${p.name}; all clients have the new ones.`,
        `${p.instance}이(가) ${p.name}의 예전 자격 증명을 아직 받아들입니다. 클라이언트는 모두 새 것을 씁니다.`,
      ),
    hint: (p: { instance: string; name: string }) => againHint(p.instance, p.name),
  },
  oldCertificateServed: {
    fault: 'environment',
    message: (p: { instance: string; subject: string; saw: string }) =>
      text(
        `${p.instance} does not serve the new certificate of ${p.subject} (${p.saw}).`,
        `${p.instance}이(가) ${p.subject}의 새 인증서를 내보내지 않습니다(${p.saw}).`,
      ),
    hint: (p: { instance: string; subject: string; saw: string }) =>
      text(
        `See \`hanok logs ${p.instance}\`, and run \`hanok certificates renew ${p.subject}\` again: it goes on where it was.`,
        `\`hanok logs ${p.instance}\`를 확인한 뒤 \`hanok certificates renew ${p.subject}\`를 다시 실행하면 멈춘 데서 이어집니다.`,
      ),
  },
  databaseNotChanged: {
    fault: 'environment',
    message: (p: { instance: string; said: string }) =>
      text(
        `The passwords in Postgres could not be changed from the host of ${p.instance}: ${p.said}`,
        `${p.instance}의 호스트에서 Postgres의 비밀번호를 바꾸지 못했습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        '`hanok status` shows whether there is a primary; then run the same command again: it goes on where it was.',
        '`hanok status`로 프라이머리가 있는지 확인한 뒤 같은 명령을 다시 실행하면 멈춘 데서 이어집니다.',
      ),
  },
  notReadyAgain: {
    fault: 'environment',
    message: (p: { instance: string; seconds: number; detail: string }) =>
      text(
        `${p.instance} was restarted and is not ready after ${p.seconds} s (${p.detail}).`,
        `${p.instance}을(를) 다시 시작했지만 ${p.seconds}초가 지나도 준비되지 않았습니다(${p.detail}).`,
      ),
    hint: (p: { instance: string; seconds: number; detail: string }) =>
      text(
        `See \`hanok logs ${p.instance}\`; then run the same command again: it goes on where it was.`,
        `\`hanok logs ${p.instance}\`를 확인한 뒤 같은 명령을 다시 실행하면 멈춘 데서 이어집니다.`,
      ),
  },
  queryFailed: {
    fault: 'environment',
    message: (p: { name: string; said: string }) =>
      text(
        `Trino could not finish the query: ${p.said} (${p.name})`,
        `Trino가 쿼리를 끝내지 못했습니다: ${p.said} (${p.name})`,
      ),
    hint: () =>
      text(
        '`hanok status` shows what is not ready.',
        '`hanok status`로 준비되지 않은 것이 있는지 확인하세요.',
      ),
  },
  queryLost: {
    fault: 'environment',
    message: (p: { said: string }) =>
      text(
        `The coordinator that ran the statement is gone; whether it took effect is not known. (${p.said})`,
        `문을 실행하던 코디네이터가 사라져서 적용되었는지 알 수 없습니다. (${p.said})`,
      ),
    hint: () =>
      text(
        'Look whether the change is there before running it again.',
        '다시 실행하기 전에 변경이 반영되었는지 먼저 확인하세요.',
      ),
  },
  queryTimeout: {
    fault: 'environment',
    message: (p: { seconds: number; url: string; last: string }) =>
      text(
        `No result from ${p.url} within ${p.seconds} s; last seen: ${p.last}.`,
        `${p.url}에서 ${p.seconds}초 안에 결과가 오지 않았습니다. 마지막 상태: ${p.last}.`,
      ),
    hint: () =>
      text(
        '`hanok status` shows what is not ready.',
        '`hanok status`로 준비되지 않은 것이 있는지 확인하세요.',
      ),
  },
  notLetIn: {
    fault: 'environment',
    message: (p: { user: string; url: string; said: string }) =>
      text(
        `Trino at ${p.url} does not let "${p.user}" in: ${p.said}`,
        `${p.url}의 Trino가 "${p.user}" 사용자를 받아들이지 않았습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        'Passwords are in `.hanok/NAME.secrets.json` where `hanok up` was called: call hanok there, or bring the platform up again with these.',
        '비밀번호는 `hanok up`을 실행한 곳의 `.hanok/이름.secrets.json`에 있습니다. 그곳에서 실행하거나, 지금의 비밀번호로 플랫폼을 다시 올리세요.',
      ),
  },
  notVouchedFor: {
    fault: 'environment',
    message: (p: { url: string; said: string }) =>
      text(
        `The platform's authority does not vouch for what answers at ${p.url}: ${p.said}. Nothing was sent.`,
        `${p.url}에서 응답하는 상대를 이 플랫폼의 인증 기관이 보증하지 않습니다: ${p.said}. 아무것도 보내지 않았습니다.`,
      ),
  },
  notTrino: {
    fault: 'environment',
    message: (p: { url: string; status: number; said: string }) =>
      text(
        `What answers at ${p.url} is not Trino (HTTP ${p.status}: ${p.said}).`,
        `${p.url}에서 응답하는 것은 Trino가 아닙니다(HTTP ${p.status}: ${p.said}).`,
      ),
  },
  notPrometheus: {
    fault: 'environment',
    message: (p: { url: string; expression: string; said: string }) =>
      text(
        `${p.url} does not answer "${p.expression}": ${p.said}`,
        `${p.url}가 "${p.expression}"에 답하지 않습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        '`hanok status` shows whether Prometheus is ready.',
        '`hanok status`로 Prometheus가 준비되었는지 확인하세요.',
      ),
  },
})
