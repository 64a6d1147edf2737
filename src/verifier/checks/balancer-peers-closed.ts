// Check: balancers that remember who is active tell each other.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { withoutFlows } from '../key-flows.ts'
import { atService, hostNames, hostsOf } from '../plan-facts.ts'

const balancer = 'load-balancer/haproxy'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-peers-closed',
  topic: 'balancing',
  rules: ['R-2.3'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'Balancers of an active/standby endpoint agree on which backend is active.',
    '활성/대기 엔드포인트의 로드 밸런서들은 어느 뒷단이 활성인지 서로 맞춘다.',
  ),
  why: text(
    'Which coordinator is active is kept in a stick table. A table that is not shared is empty after the virtual IP moves, and running queries are polled at the wrong coordinator (HAProxy, Configuration Manual, "peers").',
    '어느 코디네이터가 활성인지는 stick table에 남습니다. 나누지 않은 표는 가상 IP가 옮겨 가면 비어 있어, 돌고 있는 질의를 엉뚱한 코디네이터에 묻게 됩니다(HAProxy, Configuration Manual, "peers").',
  ),
  find: (facts) => {
    const hosts = hostsOf(facts.instancesOf(balancer))
    const sticky = balancedEndpoints(facts.plan).filter(
      ({ balancing, addresses }) => balancing?.policy === 'active-standby' && addresses.length > 1,
    )
    const isShared = facts.plan.flows.some(
      ({ from, to }) => from === balancer && to === 'endpoint/load-balancer/peers',
    )
    if (hosts.length < 2 || sticky.length === 0 || isShared) return []
    return [
      {
        case: 'closed',
        message: text(
          `${hostNames(hosts)} balance ${sticky.map(({ id }) => id).join(', ')}, but no flow lets them exchange who is active.`,
          `${hostNames(hosts)}: ${sticky.map(({ id }) => id).join(', ')}의 활성 뒷단을 서로 알릴 흐름이 없습니다.`,
        ),
        fix: text(
          `Add the flow from ${balancer} to endpoint/load-balancer/peers, or plan again from the declaration.`,
          `${balancer}에서 endpoint/load-balancer/peers로 가는 흐름을 더하거나 선언에서 계획을 다시 만드세요.`,
        ),
        at: atService('load-balancer'),
        data: { hosts: [...hosts], endpoints: sticky.map(({ id }) => id) },
      },
    ]
  },
  failing: withoutFlows('load-balancer', 'load-balancer'),
})
