// Check: a virtual IP needs something that holds it.

import { text } from '../../model/text.ts'
import { isBalancedOutside, virtualIps } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-without-balancer',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'error',
  title: text('Something holds every virtual IP.', '가상 IP마다 그것을 드는 로드 밸런서가 있다.'),
  why: text(
    'No host answers for the address: its clients reach nothing.',
    '그 주소로 답하는 호스트가 없어 클라이언트가 아무 데도 닿지 못합니다.',
  ),
  find: (facts) => {
    const addresses = virtualIps(facts.plan)
    if (
      addresses.length === 0 ||
      isBalancedOutside(facts.plan) ||
      facts.instancesOf('load-balancer/keepalived').length > 0
    )
      return []
    return [
      {
        case: 'no-holder',
        message: text(
          `No host holds ${addresses.join(', ')}.`,
          `${addresses.join(', ')} 주소를 드는 호스트가 없습니다.`,
        ),
        fix: text(
          'Give the duty `edge` to two hosts, or declare a hardware balancer (`services.load-balancer.kind`).',
          '호스트 두 대에 `edge` 임무를 주거나 하드웨어 로드 밸런서를 선언하세요(`services.load-balancer.kind`).',
        ),
        at: [...atService('load-balancer'), ...atHosts],
        data: { addresses: [...addresses] },
      },
    ]
  },
  failing: (plan) => keepInstances(plan, 'load-balancer/keepalived', 0),
})
