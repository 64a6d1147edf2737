// Drills: what can keep one from being run. What it finds is no error (exit 1).

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'

/** Errors of drills: the environment's, but for a fault that cannot be. */
export const drillErrors = defineErrors('drills', {
  notServing: {
    fault: 'environment',
    message: (p: { client: string; said: string }) =>
      text(
        `Before anything was broken, the client of ${p.client} could not do its work: ${p.said}`,
        `아무것도 고장 내기 전인데 ${p.client} 클라이언트가 일을 하지 못합니다: ${p.said}`,
      ),
    hint: () =>
      text(
        'Nothing was changed. See `hanok status`, and try again when everything is ready.',
        '바뀐 것은 없습니다. `hanok status`로 확인하고 모두 준비되면 다시 하세요.',
      ),
  },
  wrongFault: {
    fault: 'user',
    message: (p: { fault: string; element: string; hits: string }) =>
      text(
        `The fault "${p.fault}" cannot hit ${p.element}: it hits ${p.hits}.`,
        `"${p.fault}" 고장은 ${p.element}에 낼 수 없습니다. 낼 수 있는 대상: ${p.hits}.`,
      ),
    hint: () =>
      text('`hanok drill --help` lists the faults.', '`hanok drill --help`로 고장 종류를 확인하세요.'),
  },
  noSuchRole: {
    fault: 'user',
    message: (p: { role: string }) =>
      text(`The platform that is up has no "${p.role}".`, `올라와 있는 플랫폼에 "${p.role}"이(가) 없습니다.`),
    hint: () =>
      text(
        'A target in words is SERVICE/ROLE:WORD, such as postgres/server:leader; `hanok status` lists the roles.',
        '말로 적는 대상은 postgres/server:leader처럼 서비스/역할:말입니다. 역할은 `hanok status`로 확인하세요.',
      ),
  },
  nobodyLeads: {
    fault: 'environment',
    message: (p: { role: string }) =>
      text(
        `No instance of ${p.role} says that it leads, or more than one does.`,
        `${p.role}의 인스턴스 가운데 자신이 리더라고 하는 것이 없거나 둘 이상입니다.`,
      ),
    hint: () =>
      text(
        'Not every role has a leader. `hanok status` marks those that lead.',
        '모든 역할에 리더가 있는 것은 아닙니다. `hanok status`에서 리더를 확인하세요.',
      ),
  },
  notReadyAgain: {
    fault: 'environment',
    message: (p: { element: string; said: string }) =>
      text(
        `${p.element} was broken and brought back, and not everything became ready again: ${p.said}`,
        `${p.element}을(를) 고장 내고 되살렸지만 모두 다시 준비되지는 않았습니다: ${p.said}`,
      ),
    hint: () => text('See `hanok status` and `hanok logs`.', '`hanok status`와 `hanok logs`를 확인하세요.'),
  },
})
