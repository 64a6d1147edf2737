// Check: a virtual IP that is also a host's address belongs to two.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

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
    return balancedEndpoints(plan).flatMap(({ id, virtualIp, network }) => {
      const host = owners.get(virtualIp)
      if (host === undefined) return []
      return [
        {
          case: 'taken',
          message: text(
            `${virtualIp} of ${id} is also the address of ${host}.`,
            `${id}의 가상 IP ${virtualIp}을(를) ${host}도 씁니다.`,
          ),
          fix: text('Choose a free address of the subnet.', '서브넷에서 비어 있는 주소를 고르세요.'),
          at: [...atService('load-balancer'), `/networks/${network}/subnet`],
          data: { endpoint: id, virtualIp, host },
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
