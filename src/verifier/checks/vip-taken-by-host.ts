// Check: a virtual IP that is also a host's address belongs to two.

import { text } from '../../model/text.ts'
import { virtualAddresses } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-taken-by-host',
  topic: 'balancing',
  rules: [],
  severity: 'error',
  title: text('No virtual IP is the address of a host.', '가상 IP는 어느 호스트의 주소와도 겹치지 않는다.'),
  why: text(
    'Two machines answer for one address, and connections go now to one, now to the other.',
    '두 장비가 한 주소로 답해 연결이 이쪽저쪽으로 오락가락합니다.',
  ),
  find: ({ plan }) => {
    const owners = new Map(
      plan.hosts.flatMap((host) => host.networks.map(({ address }) => [address, host.id] as const)),
    )
    return virtualAddresses(plan).flatMap(({ endpoints, virtualIp, network }) => {
      const host = owners.get(virtualIp)
      if (host === undefined) return []
      return [
        {
          case: 'taken',
          message: text(
            `The virtual IP ${virtualIp} of the ${network} network is also the address of ${host}.`,
            `${network} 네트워크의 가상 IP ${virtualIp} 주소를 ${host} 호스트도 씁니다.`,
          ),
          fix: text(
            `Declare a \`networks.${network}.virtualIp\` that is free: by default the planner gives hosts the 11th address and those above.`,
            `\`networks.${network}.virtualIp\`에 빈 주소를 쓰세요. 계획기는 호스트에 11번째 주소부터 차례로 줍니다.`,
          ),
          at: [`/networks/${network}/virtualIp`, `/networks/${network}/subnet`, '/networks'],
          data: { network, endpoints: [...endpoints], virtualIp, host },
        },
      ]
    })
  },
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/trino/http', (endpoint) => ({
      ...endpoint,
      virtualIp: plan.hosts[0]?.networks[0]?.address ?? '',
    })),
})
