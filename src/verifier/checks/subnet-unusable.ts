// Check: some addresses never leave a host, or are no host's.

import { text } from '../../model/text.ts'
import { subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { specialRange } from '../host-addresses.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'subnet-unusable',
  topic: 'addresses',
  rules: [],
  severity: 'error',
  title: text(
    'No network uses addresses that hosts cannot have.',
    '호스트에 줄 수 없는 특수 주소를 쓰는 네트워크는 없다.',
  ),
  why: text(
    'The kernel keeps them on the host or drops them: nobody is reached (RFC 6890, 2.2.2; RFC 1112 for multicast).',
    '커널이 호스트 밖으로 내보내지 않거나 버리므로 아무에게도 닿지 못합니다(RFC 6890 2.2.2, 멀티캐스트는 RFC 1112).',
  ),
  find: ({ plan }) =>
    plan.networks.flatMap(({ id, subnet }) => {
      const range = subnetRange(subnet)
      const taken = range === undefined ? undefined : specialRange(range)
      if (taken === undefined) return []
      return [
        {
          case: 'special',
          message: text(
            `${subnet} of ${id} lies in ${taken.subnet} (${taken.what.en}).`,
            `${id}의 ${subnet} 서브넷이 ${taken.subnet}(${taken.what.ko}) 범위에 들어갑니다.`,
          ),
          fix: text(
            'Use 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
            '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 안에서 고르세요.',
          ),
          at: [`/networks/${id.slice('network/'.length)}/subnet`, '/networks'],
          data: { network: id, subnet, special: taken.subnet },
        },
      ]
    }),
  failing: (plan) => editNetwork(plan, 'storage', { subnet: '169.254.40.0/24' }),
  passing: (plan) => editNetwork(plan, 'storage', { subnet: '169.253.0.0/16' }),
})
