// Check: the hosts that share a virtual IP must hear each other.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService, hostNames, hostsOf } from '../plan-facts.ts'

const holder = 'load-balancer/keepalived'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-without-vrrp',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'error',
  title: text(
    'VRRP is let through on every network with a virtual IP.',
    '가상 IP가 있는 네트워크마다 VRRP가 열려 있다.',
  ),
  why: text(
    'A backup that hears no advertisement becomes master as well (RFC 5798, 6.4.2): both hold the address and connections break at random.',
    '알림을 듣지 못한 대기 쪽도 마스터가 됩니다(RFC 5798, 6.4.2). 두 호스트가 한 주소를 들어 연결이 제멋대로 끊깁니다.',
  ),
  find: ({ plan, instancesOf }) => {
    const hosts = hostsOf(instancesOf(holder))
    if (hosts.length < 2) return []
    const open = new Set(
      plan.flows
        .filter(({ from, to, protocol }) => protocol === 'vrrp' && from === holder && to === holder)
        .map(({ network }) => network),
    )
    return [...new Set(balancedEndpoints(plan).map(({ network }) => network))]
      .filter((network) => !open.has(network))
      .map((network) => ({
        case: 'closed',
        message: text(
          `${hostNames(hosts)} share virtual IPs on the ${network} network, where no flow lets VRRP through.`,
          `${hostNames(hosts)}: ${network} 네트워크의 가상 IP를 나누어 맡지만 그 네트워크에 VRRP 흐름이 없습니다.`,
        ),
        fix: text(
          `Add a flow of protocol vrrp on ${network} from ${holder} to itself, or plan again from the declaration.`,
          `${network} 네트워크에 ${holder}끼리의 vrrp 흐름을 더하거나 선언에서 계획을 다시 만드세요.`,
        ),
        at: [`/networks/${network}/virtualIp`, ...atService('load-balancer')],
        data: { network, hosts: [...hosts] },
      }))
  },
  failing: (plan) => ({
    ...plan,
    flows: plan.flows.filter(({ protocol, network }) => protocol !== 'vrrp' || network !== 'service'),
  }),
})
