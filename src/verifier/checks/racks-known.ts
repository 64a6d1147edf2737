// Check: a platform of one rack is as safe as that rack.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'racks-known',
  topic: 'placement',
  rules: [],
  severity: 'warning',
  highAvailability: true,
  title: text('The hosts stand in three racks or more.', '호스트는 세 개 이상의 랙에 있다.'),
  why: text(
    'With one or two racks the loss of one can take the majority of every quorum.',
    '랙이 한두 개면 하나를 잃을 때 합의 그룹의 과반을 잃을 수 있습니다.',
  ),
  find: ({ plan }) => {
    const racks = plan.failureDomains.filter(({ kind, members }) => kind === 'rack' && members.length > 0)
    if (racks.length >= 3) return []
    return [
      {
        case: racks.length === 0 ? 'unknown' : 'few',
        message: text(
          `The plan knows ${racks.length} ${racks.length === 1 ? 'rack' : 'racks'}.`,
          `계획에 랙이 ${racks.length}개입니다.`,
        ),
        fix: text(
          'Say in which rack each host stands (`hosts[].rack`), and use three.',
          '호스트마다 랙을 적고(`hosts[].rack`) 세 개를 쓰세요.',
        ),
        at: atHosts,
        data: { racks: racks.length },
      },
    ]
  },
  failing: (plan) => ({ ...plan, failureDomains: plan.failureDomains.filter(({ id }) => id !== 'rack/r3') }),
})
