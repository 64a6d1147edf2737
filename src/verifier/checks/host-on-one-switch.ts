// Check: a host on one switch goes with it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { onTwoSwitches } from '../network-use.ts'
import { atHosts, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-on-one-switch',
  topic: 'networks',
  rules: [],
  severity: 'advice',
  title: text('Every host hangs on two switches.', '모든 호스트가 스위치 두 대에 물려 있다.'),
  why: text(
    'A switch fails or is upgraded more often than a rack burns; with two, nobody notices.',
    '스위치는 랙보다 자주 고장 나고 자주 올립니다. 둘에 물리면 아무도 모르고 지나갑니다.',
  ),
  find: (facts) => {
    const alone = facts.plan.hosts
      .map(({ id }) => id)
      .filter((host) => facts.domainsOf(host, 'switch').length < 2)
    if (alone.length === 0) return []
    return [
      {
        case: 'one',
        message: text(
          `${alone.length} of ${facts.plan.hosts.length} hosts hang on one switch: ${hostNames(alone)}.`,
          `호스트 ${facts.plan.hosts.length}대 가운데 ${alone.length}대가 스위치 한 대에만 물려 있습니다: ${hostNames(alone)}.`,
        ),
        fix: text(
          'Bond two ports to two switches, and say so: `hosts[].switches: [s1, s2]`.',
          '포트 둘을 스위치 두 대에 묶고 `hosts[].switches: [s1, s2]`처럼 적으세요.',
        ),
        at: atHosts,
        data: { hosts: alone.length, total: facts.plan.hosts.length },
      },
    ]
  },
  failing: (plan) => plan,
  passing: (plan) => onTwoSwitches(plan),
})
