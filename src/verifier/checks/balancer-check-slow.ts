// Check: a balancer that looks rarely sends clients to the dead for long.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-check-slow',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'warning',
  title: text(
    'Balancers notice a dead backend within ten seconds.',
    '로드 밸런서는 죽은 뒷단을 10초 안에 알아챈다.',
  ),
  why: text(
    'Until the check has failed often enough, clients are still sent there. HAProxy\'s own default takes 6 s (Configuration Manual, "inter", "fall").',
    '점검이 정해진 횟수만큼 실패할 때까지 클라이언트를 그리로 계속 보냅니다. HAProxy 기본값은 6초입니다(Configuration Manual, "inter", "fall").',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan).flatMap(({ id, service, balancing }) => {
      const noticedMs =
        balancing === undefined ? 0 : balancing.fall * balancing.intervalMs + balancing.checkTimeoutMs
      if (noticedMs <= 10_000) return []
      return [
        {
          case: 'slow',
          message: text(
            `The balancer of ${id} needs up to ${noticedMs / 1000} s to notice a dead backend.`,
            `${id}의 로드 밸런서가 죽은 뒷단을 알아채기까지 최대 ${noticedMs / 1000}초가 걸립니다.`,
          ),
          fix: text(
            'Shorten the interval of its check, or ask fewer times.',
            '점검 간격을 줄이거나 실패 횟수를 낮추세요.',
          ),
          at: [...atService('load-balancer'), ...atService(service)],
          data: { endpoint: id, noticedMs },
        },
      ]
    }),
  failing: (plan) => withBalancing(plan, 'endpoint/trino/http', { intervalMs: 30_000 }),
})
