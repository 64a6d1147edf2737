// Check: an address belongs to one.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { addressOf, withAddress } from '../host-addresses.ts'
import { atHosts, groupBy, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'address-duplicate',
  topic: 'addresses',
  rules: [],
  severity: 'error',
  title: text('No two hosts have the same address.', '두 호스트가 같은 주소를 쓰지 않는다.'),
  why: text(
    'Both answer, and whoever asked last reaches one of them by chance.',
    '둘 다 답하므로 연결이 어느 쪽으로 갈지 알 수 없습니다.',
  ),
  find: ({ plan }) => {
    const legs = plan.hosts.flatMap(({ id, networks }) =>
      networks.map(({ id: network, address }) => ({ id, network, address })),
    )
    return [...groupBy(legs, ({ address }) => address)]
      .filter(([, owners]) => owners.length > 1)
      .map(([address, owners]) => ({
        case: 'twice',
        message: text(
          `${address} is the address of ${hostNames(owners.map(({ id }) => id))}.`,
          `${address} 주소를 ${hostNames(owners.map(({ id }) => id))} 호스트가 함께 씁니다.`,
        ),
        fix: text('Give each host an address of its own.', '호스트마다 다른 주소를 주세요.'),
        at: [`/networks/${owners[0]?.network ?? ''}`, ...atHosts],
        data: { address, hosts: owners.map(({ id }) => id) },
      }))
  },
  failing: (plan) => withAddress(plan, 'query-2', 'data', addressOf(plan, 'query-1', 'data')),
})
