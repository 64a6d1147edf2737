// Check: the edge keeps the outside and the inside on networks of their own.

import type { NetworkId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { withoutLeg } from '../host-addresses.ts'
import { atHosts, atService, hostNames, hostsOf } from '../plan-facts.ts'
import { hasLeg } from '../role-needs.ts'

const inside: NetworkId = 'data'
const outside: NetworkId = 'service'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'edge-networks-apart',
  topic: 'balancing',
  rules: ['R-5.3'],
  severity: 'error',
  title: text(
    'Balancers have a leg outside and one inside, and no virtual IP is both.',
    '로드 밸런서는 외부망과 내부망에 따로 발을 두고, 두 망이 한 가상 IP를 함께 쓰지 않는다.',
  ),
  why: text(
    'R-5.3 keeps the internal and the external network of L4 and L7 apart: on one wire whoever gets as far as the edge is already next to the database.',
    'R-5.3은 L4·L7의 내부망과 외부망을 나누라고 합니다. 한 선에 있으면 입구까지 온 누구나 이미 데이터베이스 옆에 있습니다.',
  ),
  find: (facts) => {
    const balancers = hostsOf(facts.instancesOf('load-balancer/haproxy'))
    const oneSided = balancers.filter((host) => !hasLeg(facts, host, inside) || !hasLeg(facts, host, outside))
    const both = balancedEndpoints(facts.plan)
      .filter(({ network }) => network === outside)
      .map(({ virtualIp }) => virtualIp)
      .filter((address) =>
        balancedEndpoints(facts.plan).some(
          ({ network, virtualIp }) => network !== outside && virtualIp === address,
        ),
      )
    return [
      ...(oneSided.length === 0
        ? []
        : [
            {
              case: 'one-leg',
              message: text(
                `Balancers without a leg on both the ${outside} and the ${inside} network: ${hostNames(oneSided)}.`,
                `${hostNames(oneSided)}: ${outside}, ${inside} 두 네트워크에 모두 발이 있어야 하는데 한쪽이 없습니다.`,
              ),
              fix: text(
                'Give these hosts the duty `edge`, which brings both networks.',
                '이 호스트들에 `edge` 임무를 주세요. 두 네트워크가 함께 붙습니다.',
              ),
              at: atHosts,
              data: { hosts: [...oneSided] },
            },
          ]),
      ...[...new Set(both)].map((address) => ({
        case: 'one-address',
        message: text(
          `The virtual IP ${address} is used outside and inside alike.`,
          `가상 IP ${address} 하나를 외부망과 내부망에서 함께 씁니다.`,
        ),
        fix: text(
          'Declare another `networks.service.virtualIp` than that of the other networks.',
          '`networks.service.virtualIp`를 다른 네트워크의 것과 다르게 선언하세요.',
        ),
        at: [`/networks/${outside}/virtualIp`, ...atService('load-balancer')],
        data: { address },
      })),
    ]
  },
  failing: (plan) => withoutLeg(plan, 'edge-1', inside),
  passing: (plan) => withoutLeg(plan, 'edge-1', 'management'),
})
