// Check: a list of one is an address.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService, roleIdOf } from '../plan-facts.ts'
import { roleNeeds } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-list-of-one',
  topic: 'wiring',
  rules: [],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'Whoever must have one of a list has at least two to choose from.',
    '목록에서 고르는 클라이언트에게는 둘 이상의 선택지가 있다.',
  ),
  why: text(
    'Its client would go on to the next, and there is none.',
    '다음으로 넘어가야 할 때 넘어갈 곳이 없습니다.',
  ),
  find: (facts) => {
    const single = new Set<string>(
      facts.roles.filter(({ rule }) => rule.kind === 'single').map(({ id }) => id),
    )
    return roleNeeds(facts.plan).flatMap(({ role, service, need }) => {
      const endpoint = facts.endpoint(need.endpoint)
      if (endpoint === undefined || need.via !== 'list' || need.strength !== 'hard') return []
      if (endpoint.addresses.length !== 1 || single.has(roleIdOf(endpoint))) return []
      return [
        {
          case: 'one',
          message: text(
            `The list of ${need.endpoint} that ${role} walks has one entry.`,
            `${role}에 주는 ${need.endpoint} 목록에 항목이 하나뿐입니다.`,
          ),
          fix: text('Give that role a second host.', '그 역할에 호스트를 한 대 더 주세요.'),
          at: [...atService(endpoint.service), ...atService(service), ...atHosts],
          data: { role, endpoint: need.endpoint },
        },
      ]
    })
  },
  failing: (plan) => keepInstances(plan, 'zookeeper/server', 1),
})
