// Check: a balancer that looks rarely sends clients to the dead for long.

import { text } from '../../model/text.ts'
import { balancedEndpoints, noticedMs, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService, roleIdOf } from '../plan-facts.ts'

/** HAProxy's own default is 6 s; a check that asks more than whether a port is open takes longer. */
const mostMs = 15_000

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-check-slow',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'warning',
  title: text(
    'Balancers notice a silent backend within fifteen seconds, and no later than its recovery time says.',
    '로드 밸런서는 답이 없는 뒷단을 15초 안에, 그 역할의 복구 시간을 넘기지 않고 알아챈다.',
  ),
  why: text(
    'Until the check has failed often enough, clients are still sent there, and the verdict promises less time than it takes. HAProxy\'s own defaults take 6 s (Configuration Manual, "inter", "fall").',
    '점검이 정해진 횟수만큼 실패할 때까지 클라이언트를 그리로 계속 보내고, 판정이 말한 시간보다 오래 걸립니다. HAProxy 기본값은 6초입니다(Configuration Manual, "inter", "fall").',
  ),
  find: ({ plan }) => {
    const promised = new Map(plan.roles.map((role) => [roleIdOf(role), role.recovery?.hostLossMs]))
    return balancedEndpoints(plan).flatMap((endpoint) => {
      const { id, service, balancing } = endpoint
      if (balancing === undefined) return []
      const takesMs = noticedMs(balancing)
      const promisedMs = promised.get(roleIdOf(endpoint)) ?? Number.POSITIVE_INFINITY
      if (takesMs <= mostMs && takesMs <= promisedMs) return []
      const isSlow = takesMs > mostMs
      const sum = `${balancing.intervalMs / 1000} s + ${balancing.fall} × ${balancing.checkTimeoutMs / 1000} s`
      return [
        {
          case: isSlow ? 'slow' : 'promised',
          message: isSlow
            ? text(
                `The balancer of ${id} needs up to ${takesMs / 1000} s (${sum}) to notice a dead backend.`,
                `${id}의 로드 밸런서가 죽은 뒷단을 알아채기까지 최대 ${takesMs / 1000}초(${sum})가 걸립니다.`,
              )
            : text(
                `The balancer of ${id} needs up to ${takesMs / 1000} s (${sum}) to notice a dead backend, longer than the ${promisedMs / 1000} s in which ${roleIdOf(endpoint)} is said to be back.`,
                `${id}의 로드 밸런서가 죽은 뒷단을 알아채는 데 최대 ${takesMs / 1000}초(${sum})가 걸려, ${roleIdOf(endpoint)}의 복구 시간 ${promisedMs / 1000}초보다 깁니다.`,
              ),
          fix: text(
            'Shorten the interval or the timeout of its check, or let fewer failures do; `profile: fast` has shorter ones.',
            '점검 간격이나 제한 시간을 줄이거나 실패 횟수를 낮추세요. `profile: fast`는 더 짧은 값을 씁니다.',
          ),
          at: ['/profile', ...atService('load-balancer'), ...atService(service)],
          data: { endpoint: id, noticedMs: takesMs, ...(isSlow ? {} : { promisedMs }) },
        },
      ]
    })
  },
  failing: (plan) => withBalancing(plan, 'endpoint/trino/http', { intervalMs: 30_000 }),
  passing: (plan) => withBalancing(plan, 'endpoint/trino/http', { intervalMs: 3_000, checkTimeoutMs: 4_000 }),
})
