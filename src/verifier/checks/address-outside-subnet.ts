// Check: a host's address must be one of its network.

import { text } from '../../model/text.ts'
import { addressNumber, subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { withAddress } from '../host-addresses.ts'
import { atHosts } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'address-outside-subnet',
  topic: 'addresses',
  rules: [],
  severity: 'error',
  title: text(
    'Every host address is a usable one of its subnet.',
    '호스트 주소는 서브넷 안의 쓸 수 있는 주소다.',
  ),
  why: text(
    'A host outside the subnet, or on its network or broadcast address, is not reached by its neighbours.',
    '서브넷 밖이거나 네트워크·브로드캐스트 주소를 쓰는 호스트에는 이웃이 닿지 못합니다.',
  ),
  find: ({ plan, network }) =>
    plan.hosts.flatMap(({ id, networks }) =>
      networks.flatMap(({ id: where, address }) => {
        const subnet = network(where)?.subnet ?? ''
        const range = subnetRange(subnet)
        const number = addressNumber(address)
        if (range === undefined || (number !== undefined && number > range.first && number < range.last))
          return []
        return [
          {
            case: 'outside',
            message: text(
              `${address} of ${id} is no address for a host in ${subnet} (${where}).`,
              `${id}의 ${where} 네트워크 주소가 ${address}인데, ${subnet}에서 호스트에 줄 수 없는 주소입니다.`,
            ),
            fix: text(
              'Choose another address, or a subnet that holds it.',
              '다른 주소를 고르거나 그 주소를 담는 서브넷을 쓰세요.',
            ),
            at: [`/networks/${where}/subnet`, ...atHosts],
            data: { host: id, address, subnet },
          },
        ]
      }),
    ),
  failing: (plan) => withAddress(plan, 'query-1', 'data', '10.99.0.1'),
})
