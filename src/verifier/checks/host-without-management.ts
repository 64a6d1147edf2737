// Check: every host can be watched and mended.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutLeg } from '../host-addresses.ts'
import { atHosts, hostNames } from '../plan-facts.ts'
import { hasLeg } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-without-management',
  topic: 'networks',
  rules: ['R-6.1'],
  severity: 'error',
  title: text('Every host has a leg on the management network.', '모든 호스트는 관리망에 발을 두고 있다.'),
  why: text(
    'R-6.1: monitoring, the control plane and operators come in by it. A host without it cannot be mended just when its other networks are full or down.',
    'R-6.1: 모니터링, 컨트롤 플레인, 운영자는 관리망으로 들어옵니다. 관리망이 없으면 다른 망이 막히거나 끊긴 바로 그때 손쓸 수 없습니다.',
  ),
  find: (facts) => {
    const without = facts.plan.hosts.map(({ id }) => id).filter((id) => !hasLeg(facts, id, 'management'))
    if (without.length === 0) return []
    return [
      {
        case: 'no-leg',
        message: text(
          `Without a leg on the management network (${without.length} of ${facts.plan.hosts.length} hosts): ${hostNames(without)}.`,
          `호스트 ${facts.plan.hosts.length}대 가운데 ${without.length}대가 관리망에 발이 없습니다: ${hostNames(without)}.`,
        ),
        fix: text(
          'Plan again from the declaration: the planner gives every host this network.',
          '선언에서 계획을 다시 만드세요. 계획기는 모든 호스트에 관리망을 붙입니다.',
        ),
        at: ['/networks/management', ...atHosts],
        data: { hosts: without },
      },
    ]
  },
  failing: (plan) => withoutLeg(plan, 'query-1', 'management'),
  passing: (plan) => withoutLeg(plan, 'query-1', 'data'),
})
