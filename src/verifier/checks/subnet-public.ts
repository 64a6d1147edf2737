// Check: addresses of the internet belong to others.

import { text } from '../../model/text.ts'
import { subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { isPrivate, specialRange } from '../host-addresses.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'subnet-public',
  topic: 'addresses',
  rules: [],
  severity: 'warning',
  title: text('The networks use private addresses.', '네트워크는 사설 주소를 쓴다.'),
  why: text(
    'Traffic to the true owners of these addresses never leaves, and a wrong route lets yours out (RFC 1918; RFC 6598 for 100.64.0.0/10).',
    '그 주소의 진짜 주인에게는 닿지 못하고, 경로를 잘못 잡으면 내부 통신이 밖으로 나갑니다(RFC 1918, 100.64.0.0/10은 RFC 6598).',
  ),
  find: ({ plan }) =>
    plan.networks.flatMap(({ id, subnet }) => {
      const range = subnetRange(subnet)
      if (range === undefined || isPrivate(range) || specialRange(range) !== undefined) return []
      return [
        {
          case: 'public',
          message: text(
            `${subnet} of ${id} are public addresses.`,
            `${id}의 ${subnet} 서브넷은 공인 주소입니다.`,
          ),
          fix: text(
            'Use 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
            '10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 안에서 고르세요.',
          ),
          at: [`/networks/${id.slice(8)}/subnet`, '/networks'],
          data: { network: id, subnet },
        },
      ]
    }),
  failing: (plan) => editNetwork(plan, 'service', { subnet: '8.8.8.0/24' }),
})
