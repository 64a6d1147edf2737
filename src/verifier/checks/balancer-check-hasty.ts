// Check: one lost packet is no failure.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** The shortest that a JVM's answer may reasonably take while it collects garbage. */
const shortestAnswerMs = 500

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-check-hasty',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'warning',
  title: text(
    'A backend is given up after two failed checks at least, each with half a second to answer.',
    '점검이 두 번 이상 실패해야 뒷단을 빼고, 점검마다 0.5초는 기다린다.',
  ),
  why: text(
    'A lost packet or a pause for garbage collection would cut every session of a backend that is well; when all are busy at once, all are taken out at once. HAProxy\'s own default is three (Configuration Manual, "fall").',
    '패킷 하나가 사라지거나 가비지 컬렉션으로 잠시 멈춘 것만으로 멀쩡한 뒷단의 세션이 모두 끊깁니다. 모두 바쁘면 한꺼번에 빠집니다. HAProxy 기본값은 3회입니다(Configuration Manual, "fall").',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan).flatMap(({ id, service, balancing }) => {
      if (balancing === undefined) return []
      const { fall, checkTimeoutMs } = balancing
      if (fall >= 2 && checkTimeoutMs >= shortestAnswerMs) return []
      return [
        {
          case: fall < 2 ? 'once' : 'short',
          message: text(
            `The balancer of ${id} gives a backend up at failed check number ${fall}, each given ${checkTimeoutMs} ms.`,
            `${id}의 로드 밸런서가 ${checkTimeoutMs}밀리초씩 기다리는 점검에 ${fall}번 실패하면 뒷단을 뺍니다.`,
          ),
          fix: text(
            'Ask for at least two failures (`fall`), and give each check a second.',
            '실패 횟수(`fall`)를 2 이상으로 하고 점검마다 1초를 주세요.',
          ),
          at: [...atService('load-balancer'), ...atService(service)],
          data: { endpoint: id, fall, checkTimeoutMs },
        },
      ]
    }),
  failing: (plan) => withBalancing(plan, 'endpoint/trino/http', { fall: 1 }),
  passing: (plan) => withBalancing(plan, 'endpoint/trino/http', { fall: 2, checkTimeoutMs: 500 }),
})
