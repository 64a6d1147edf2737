// Check: who gives up a rule should be able to say why.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'relax-without-reason',
  topic: 'operations',
  rules: [],
  severity: 'advice',
  title: text('Every rule that is given up has a reason.', '포기하는 규칙마다 이유가 적혀 있다.'),
  why: text(
    'Whoever takes over the platform cannot tell a decision from an oversight.',
    '뒤에 맡는 사람이 결정인지 실수인지 알 수 없습니다.',
  ),
  find: ({ plan }) => {
    const bare = plan.relaxes.filter(({ why }) => why.trim() === '').map(({ rule }) => rule)
    if (bare.length === 0) return []
    return [
      {
        case: 'none',
        message: text(`No reason is given for ${bare.join(', ')}.`, `이유가 없는 규칙: ${bare.join(', ')}.`),
        fix: text('Write `- { rule: R-8.3, why: … }`.', '`- { rule: R-8.3, why: … }`처럼 적으세요.'),
        at: ['/relaxes'],
        data: { rules: bare },
      },
    ]
  },
  failing: (plan) => ({ ...plan, relaxes: [{ rule: 'R-8.3', why: '' }] }),
})
