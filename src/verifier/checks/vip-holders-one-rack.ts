// Check: balancers in one rack go together.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { inOneRack } from '../host-addresses.ts'
import { atHosts, hostNames, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-holders-one-rack',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'The holders of the virtual IPs are in different racks.',
    '가상 IP를 드는 호스트들은 서로 다른 랙에 있다.',
  ),
  why: text(
    'A rack that loses power takes every virtual IP with it.',
    '그 랙의 전원이 나가면 가상 IP가 모두 사라집니다.',
  ),
  find: (facts) => {
    const hosts = hostsOf(facts.instancesOf('load-balancer/keepalived'))
    const racks = new Set(hosts.flatMap((host) => facts.domainsOf(host, 'rack')))
    const known = facts.plan.failureDomains.filter(({ kind }) => kind === 'rack').length
    if (hosts.length < 2 || racks.size !== 1 || known < 2) return []
    return [
      {
        case: 'one-rack',
        message: text(
          `${hostNames(hosts)} are all in ${[...racks].join(', ')}.`,
          `${hostNames(hosts)} 모두 ${[...racks].join(', ')} 안에 있습니다.`,
        ),
        fix: text('Put one of them into another rack.', '한 대를 다른 랙에 두세요.'),
        at: atHosts,
        data: { hosts: [...hosts], racks: [...racks] },
      },
    ]
  },
  failing: (plan) =>
    inOneRack(plan, hostsOf(plan.instances.filter(({ service }) => service === 'load-balancer'))),
})
