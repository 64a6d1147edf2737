// Check: a virtual IP must belong to the network that it serves.

import { text } from '../../model/text.ts'
import { addressNumber, subnetRange } from '../address-ranges.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-outside-subnet',
  topic: 'balancing',
  rules: [],
  severity: 'error',
  title: text(
    'Every virtual IP lies in the subnet of its network.',
    '가상 IP는 자기 네트워크의 서브넷 안에 있다.',
  ),
  why: text(
    'Neighbours ask for an address by ARP only within their subnet: one outside is never found.',
    'ARP는 같은 서브넷 안에서만 통하므로 바깥 주소는 아무도 찾지 못합니다.',
  ),
  find: ({ plan, network }) =>
    balancedEndpoints(plan).flatMap(({ id, virtualIp, network: where, service }) => {
      const subnet = network(where)?.subnet ?? ''
      const range = subnetRange(subnet)
      const number = addressNumber(virtualIp)
      if (range === undefined || (number !== undefined && number > range.first && number < range.last))
        return []
      return [
        {
          case: 'outside',
          message: text(
            `${virtualIp} of ${id} is not an address of ${subnet}.`,
            `${id}의 가상 IP ${virtualIp}은(는) ${subnet}의 주소가 아닙니다.`,
          ),
          fix: text(
            `Choose an address inside ${subnet}, or another subnet for the network.`,
            `${subnet} 안의 주소를 고르거나 네트워크의 서브넷을 바꾸세요.`,
          ),
          at: [...atService('load-balancer'), `/networks/${where}/subnet`, ...atService(service)],
          data: { endpoint: id, virtualIp, subnet },
        },
      ]
    }),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/trino/http', (endpoint) => ({ ...endpoint, virtualIp: '192.0.2.1' })),
})
