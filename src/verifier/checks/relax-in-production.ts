// Check: many rules given up make another platform than the guideline's.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'relax-in-production',
  topic: 'operations',
  rules: [],
  severity: 'advice',
  title: text('What is given up is known.', '무엇을 포기했는지 알고 있다.'),
  why: text(
    'Each rule given up is a price that somebody pays later; together they are listed here and in the documents.',
    '포기한 규칙마다 나중에 치를 값이 있습니다. 여기와 문서에 모두 적습니다.',
  ),
  find: ({ plan }) => {
    if (plan.relaxes.length === 0) return []
    const rules = plan.relaxes.map(({ rule }) => rule)
    return [
      {
        case: 'given-up',
        message: text(`Given up: ${rules.join(', ')}.`, `포기한 규칙: ${rules.join(', ')}.`),
        fix: text('A larger shape keeps more of them.', '더 큰 형태를 쓰면 더 많이 지킬 수 있습니다.'),
        at: ['/relaxes', '/shape'],
        data: { rules },
      },
    ]
  },
  failing: (plan) => ({ ...plan, relaxes: [{ rule: 'R-8.3', why: 'one pool' }] }),
})
