// Check: a list of one is an address.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService, groupBy, roleIdOf } from '../plan-facts.ts'
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
    const walked = roleNeeds(facts.plan).filter(({ need }) => need.via === 'list' && need.strength === 'hard')
    return [...groupBy(walked, ({ need }) => need.endpoint)].flatMap(([id, clients]) => {
      const endpoint = facts.endpoint(id)
      if (endpoint?.addresses.length !== 1 || single.has(roleIdOf(endpoint))) return []
      const [only] = endpoint.addresses
      const roles = clients.map(({ role }) => role)
      return [
        {
          case: 'one',
          message: text(
            `The list of ${id} that ${roles.join(', ')} walk${roles.length > 1 ? '' : 's'} has one entry: ${only?.instance ?? ''}.`,
            `${roles.join(', ')} 쪽에 주는 ${id} 목록에 항목이 ${only?.instance ?? ''} 하나뿐입니다.`,
          ),
          fix: text(
            `Give ${roleIdOf(endpoint)} a second host (\`hosts\` or \`hostGroups\`: one more with its duty).`,
            `${roleIdOf(endpoint)} 인스턴스를 둘 호스트를 한 대 더 두세요(\`hosts\`나 \`hostGroups\`에 같은 임무로 추가).`,
          ),
          at: [...atHosts, ...atService(endpoint.service)],
          data: { endpoint: id, roles },
        },
      ]
    })
  },
  failing: (plan) => keepInstances(plan, 'zookeeper/server', 1),
})
