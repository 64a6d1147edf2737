// Check: a client must stand on the network where its server listens.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutLeg } from '../host-addresses.ts'
import { atHosts, atService, hostNames, hostsOf } from '../plan-facts.ts'
import { hasLeg, roleNeeds } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-without-leg',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Every client has a leg on the network of what it needs.',
    '클라이언트의 호스트는 의존하는 엔드포인트의 네트워크에 발을 두고 있다.',
  ),
  why: text(
    'The networks are apart (R-6): without a leg there is no way there.',
    '네트워크는 서로 떨어져 있어(R-6) 발이 없으면 갈 길이 없습니다.',
  ),
  find: (facts) =>
    roleNeeds(facts.plan).flatMap(({ role, service, need, instances }) => {
      const endpoint = facts.endpoint(need.endpoint)
      if (endpoint === undefined) return []
      const without = hostsOf(instances).filter((host) => !hasLeg(facts, host, endpoint.network))
      if (without.length === 0) return []
      return [
        {
          case: 'no-leg',
          message: text(
            `${role} on ${hostNames(without)} needs ${need.endpoint}, but has no leg on the ${endpoint.network} network.`,
            `${hostNames(without)}의 ${role}에 ${need.endpoint} 엔드포인트가 필요하지만 ${endpoint.network} 네트워크에 발이 없습니다.`,
          ),
          fix: text(
            `Give these hosts the ${endpoint.network} network.`,
            `그 호스트에 ${endpoint.network} 네트워크를 주세요.`,
          ),
          at: [...atService(service), ...atHosts],
          data: { role, endpoint: need.endpoint, network: endpoint.network, hosts: [...without] },
        },
      ]
    }),
  failing: (plan) => withoutLeg(plan, 'query-1', 'data'),
})
