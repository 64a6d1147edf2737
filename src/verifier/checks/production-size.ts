// Check: few hosts cannot be both shared and safe.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'production-size',
  topic: 'placement',
  rules: ['R-9.9'],
  severity: 'error',
  title: text('Production has twelve hosts or more.', '운영 환경은 호스트가 12대 이상이다.'),
  why: text(
    'Fewer suit development and proof of concept: a failure is hard to ride out, and maintenance needs a window.',
    '더 적으면 개발과 개념 검증용입니다. 장애를 견디기 어렵고, 손보려면 멈출 시간을 잡아야 합니다.',
  ),
  find: ({ plan }) => {
    if (plan.hosts.length >= 12) return []
    return [
      {
        case: 'too-few',
        message: text(
          `The platform has ${plan.hosts.length} hosts.`,
          `플랫폼의 호스트가 ${plan.hosts.length}대입니다.`,
        ),
        fix: text(
          'Add hosts, or say that it is for development: `relaxes: [R-9.9]`.',
          '호스트를 늘리거나 개발용임을 밝히세요: `relaxes: [R-9.9]`.',
        ),
        at: atHosts,
        data: { hosts: plan.hosts.length },
      },
    ]
  },
  failing: (plan) => ({ ...plan, hosts: plan.hosts.slice(0, 11) }),
  passing: (plan) => ({ ...plan, hosts: plan.hosts.slice(0, 12) }),
})
