// Check: a balancer that cuts silent connections ends long work.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-idle-timeout',
  topic: 'balancing',
  rules: [],
  severity: 'warning',
  title: text(
    'Balancers leave silent database connections alone for half an hour.',
    '로드 밸런서는 조용한 데이터베이스 연결을 30분은 끊지 않는다.',
  ),
  why: text(
    'A pooled connection, or one that waits for a long statement, is silent without being dead; cut off, its work is lost.',
    '풀에 든 연결이나 긴 문장을 기다리는 연결은 조용할 뿐 살아 있습니다. 끊기면 하던 일을 잃습니다.',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan).flatMap(({ id, service, protocol, balancing }) => {
      const idleTimeoutMs = balancing?.idleTimeoutMs ?? Number.POSITIVE_INFINITY
      if (!['postgresql', 'thrift'].includes(protocol) || idleTimeoutMs >= 1_800_000) return []
      return [
        {
          case: 'short',
          message: text(
            `The balancer of ${id} ends a connection that was silent for ${idleTimeoutMs / 1000} s.`,
            `${id}의 로드 밸런서가 ${idleTimeoutMs / 1000}초 동안 조용한 연결을 끊습니다.`,
          ),
          fix: text('Raise the idle timeout to an hour.', '유휴 제한 시간을 한 시간으로 늘리세요.'),
          at: [...atService('load-balancer'), ...atService(service)],
          data: { endpoint: id, idleTimeoutMs },
        },
      ]
    }),
  failing: (plan) => withBalancing(plan, 'endpoint/postgres/primary', { idleTimeoutMs: 60_000 }),
})
