// Check: a virtual IP that only one host can hold is as mortal as that host.

import { text } from '../../model/text.ts'
import { virtualIps } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, hostNames, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-second-holder',
  topic: 'balancing',
  rules: ['R-5.1', 'R-7.2'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'Every virtual IP has a second host that can hold it.',
    '가상 IP마다 넘겨받을 호스트가 하나 더 있다.',
  ),
  why: text(
    'When its only holder dies, the address is gone, and with it everything that is reached through it.',
    '들고 있던 한 대가 죽으면 주소가 사라지고, 그 주소로 쓰던 것이 모두 멈춥니다.',
  ),
  find: (facts) => {
    const holders = facts.instancesOf('load-balancer/keepalived')
    const addresses = virtualIps(facts.plan)
    if (addresses.length === 0 || hostsOf(holders).length !== 1) return []
    return [
      {
        case: 'one-holder',
        message: text(
          `${addresses.length} virtual IPs can only be held by ${hostNames(hostsOf(holders))}.`,
          `가상 IP ${addresses.length}개를 들 수 있는 호스트가 ${hostNames(hostsOf(holders))} 한 대뿐입니다.`,
        ),
        fix: text('Give the duty `edge` to a second host.', '`edge` 임무를 호스트 한 대에 더 주세요.'),
        at: atHosts,
        data: { addresses: [...addresses], hosts: [...hostsOf(holders)] },
      },
    ]
  },
  failing: (plan) => keepInstances(plan, 'load-balancer/keepalived', 1),
})
