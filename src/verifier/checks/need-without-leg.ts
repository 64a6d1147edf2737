// Check: a client must stand on the network where its server listens.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutLeg } from '../host-addresses.ts'
import { atHosts, atService, groupBy, hostNames, hostsOf } from '../plan-facts.ts'
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
  find: (facts) => {
    const stranded = roleNeeds(facts.plan).flatMap(({ role, service, need, instances }) => {
      const network = facts.endpoint(need.endpoint)?.network
      if (network === undefined) return []
      const hosts = hostsOf(instances).filter((host) => !hasLeg(facts, host, network))
      return hosts.length === 0 ? [] : [{ role, service, endpoint: need.endpoint, network, hosts }]
    })
    const alike = groupBy(stranded, ({ network, hosts }) => `${network} ${hosts.join(' ')}`)
    return [...alike.values()].flatMap((group) =>
      group.slice(0, 1).map(({ network, hosts }) => {
        const roles = [...new Set(group.map(({ role }) => role))]
        const endpoints = [...new Set(group.map(({ endpoint }) => endpoint))]
        return {
          case: 'no-leg',
          message: text(
            `On ${hostNames(hosts)} there is no leg on the ${network} network, by which ${roles.join(', ')} must reach ${endpoints.join(', ')}.`,
            `${hostNames(hosts)}에서 ${network} 네트워크에 발이 없습니다. ${roles.join(', ')} 쪽에서 그 네트워크의 ${endpoints.join(', ')} 엔드포인트에 닿아야 합니다.`,
          ),
          fix: text(
            `Plan again from the declaration, so that these hosts get the ${network} network, or place the roles on hosts that have it.`,
            `선언에서 계획을 다시 만들어 그 호스트에 ${network} 네트워크를 붙이거나, 그 네트워크가 있는 호스트에 역할을 두세요.`,
          ),
          at: [...atHosts, ...group.flatMap(({ service }) => atService(service))],
          data: { network, hosts: [...hosts], roles, endpoints },
        }
      }),
    )
  },
  failing: (plan) => withoutLeg(plan, 'query-1', 'data'),
})
