// Check: networks that share addresses are not apart.

import { text } from '../../model/text.ts'
import { overlap, subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'subnet-overlap',
  topic: 'addresses',
  rules: ['R-6.1', 'R-6.2', 'R-6.3', 'R-6.4'],
  severity: 'error',
  title: text('The subnets of the networks do not overlap.', '네트워크들의 서브넷은 겹치지 않는다.'),
  why: text(
    'A host with two legs does not know by which of them an address is reached.',
    '발이 둘인 호스트가 어느 쪽으로 보내야 할지 알 수 없습니다.',
  ),
  find: ({ plan: { networks } }) =>
    networks.flatMap((first, index) =>
      networks.slice(index + 1).flatMap((second) => {
        const [a, b] = [subnetRange(first.subnet), subnetRange(second.subnet)]
        if (a === undefined || b === undefined || !overlap(a, b)) return []
        return [
          {
            case: 'overlap',
            message: text(
              `${first.subnet} of ${first.id} overlaps ${second.subnet} of ${second.id}.`,
              `${first.id}의 ${first.subnet}, ${second.id}의 ${second.subnet} 서브넷이 겹칩니다.`,
            ),
            fix: text('Give each network a subnet of its own.', '네트워크마다 다른 서브넷을 주세요.'),
            at: [
              `/networks/${second.id.slice(8)}/subnet`,
              `/networks/${first.id.slice(8)}/subnet`,
              '/networks',
            ],
            data: { networks: [first.id, second.id] },
          },
        ]
      }),
    ),
  failing: (plan) => editNetwork(plan, 'storage', { subnet: plan.networks[0]?.subnet ?? '' }),
})
