// Check: what is given up must be a rule.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { isRule } from '../requirement-numbers.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'relax-unknown',
  topic: 'operations',
  rules: [],
  severity: 'warning',
  title: text(
    'Every rule that is given up is one of the requirements.',
    '포기한다고 적은 규칙은 모두 요구 사항에 있다.',
  ),
  why: text(
    'A wrong number gives up nothing, and its reader believes that it does.',
    '번호가 틀리면 아무것도 포기하지 않는데, 읽는 사람은 그런 줄 압니다.',
  ),
  find: ({ plan }) =>
    plan.relaxes.flatMap(({ rule }, index) =>
      isRule(rule)
        ? []
        : [
            {
              case: 'unknown',
              message: text(
                `${rule} is no rule of the requirements.`,
                `${rule}: 요구 사항에 없는 규칙입니다.`,
              ),
              fix: text(
                'Look the number up: R-1 to R-9, as in R-8.3.',
                'R-1부터 R-9까지에서 번호를 확인하세요(예: R-8.3).',
              ),
              at: [`/relaxes/${index}`, '/relaxes'],
              data: { rule },
            },
          ],
    ),
  failing: (plan) => ({ ...plan, relaxes: [{ rule: 'R-12.7', why: 'because' }] }),
})
