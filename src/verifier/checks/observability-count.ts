// Check: who watches should not be alone.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundTooFew, hostsWith } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'observability-count',
  topic: 'placement',
  rules: ['R-7.3', 'R-4.4'],
  severity: 'error',
  highAvailability: true,
  title: text('Monitoring stands on two hosts.', '모니터링은 호스트 2대에 있다.'),
  why: text(
    'While the only one is away nothing is seen and nobody is told.',
    '한 대뿐이면 그것이 없는 동안 아무것도 보이지 않고 알림도 오지 않습니다.',
  ),
  find: (facts) => {
    const hosts = new Set([...hostsWith(facts, 'prometheus/server'), ...hostsWith(facts, 'grafana/server')])
    if (hosts.size === 0 || hosts.size >= 2) return []
    return [
      foundTooFew({
        role: 'grafana/server',
        what: text('Monitoring', '관제 서비스'),
        hosts: hosts.size,
        least: 2,
      }),
    ]
  },
  failing: (plan) =>
    moveInstances(moveInstances(plan, 'grafana/server', ['observability-1']), 'prometheus/server', [
      'observability-1',
    ]),
})
