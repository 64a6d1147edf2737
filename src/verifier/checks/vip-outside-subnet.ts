// Check: a virtual IP must belong to the network that it serves.

import { text } from '../../model/text.ts'
import { addressNumber, subnetRange } from '../address-ranges.ts'
import { virtualAddresses } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'

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
    'Neighbours ask for an address by ARP only within their subnet: one outside is never found, and the first and the last of a subnet are its network and broadcast address.',
    'ARP는 같은 서브넷 안에서만 통하므로 바깥 주소는 아무도 찾지 못합니다. 서브넷의 첫 주소와 끝 주소는 네트워크·브로드캐스트 주소입니다.',
  ),
  find: ({ plan, network }) =>
    virtualAddresses(plan).flatMap(({ endpoints, virtualIp, network: where }) => {
      const subnet = network(where)?.subnet ?? ''
      const range = subnetRange(subnet)
      const number = addressNumber(virtualIp)
      if (range === undefined || (number !== undefined && number > range.first && number < range.last))
        return []
      return [
        {
          case: 'outside',
          message: text(
            `The virtual IP ${virtualIp} of the ${where} network is not a host's address of ${subnet}; behind it: ${endpoints.join(', ')}.`,
            `${where} 네트워크의 가상 IP ${virtualIp} 주소를 ${subnet}에서 쓸 수 없습니다. 그 뒤에 있는 것: ${endpoints.join(', ')}.`,
          ),
          fix: text(
            `Declare a \`networks.${where}.virtualIp\` inside ${subnet}, or another \`networks.${where}.subnet\`.`,
            `\`networks.${where}.virtualIp\`를 ${subnet} 안에서 고르거나 \`networks.${where}.subnet\`을 바꾸세요.`,
          ),
          at: [`/networks/${where}/virtualIp`, `/networks/${where}/subnet`, '/networks'],
          data: { network: where, endpoints: [...endpoints], virtualIp, subnet },
        },
      ]
    }),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/trino/http', (endpoint) => ({ ...endpoint, virtualIp: '192.0.2.1' })),
})
