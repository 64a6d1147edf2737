// Check: asynchronous copies may lose the newest writes by design.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutService } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'copies-asynchronous',
  topic: 'copies',
  rules: ['R-2.5'],
  severity: 'advice',
  title: text('Acknowledged writes are never lost by design.', '확인된 쓰기를 설계상 잃는 데이터가 없다.'),
  why: text(
    'When its primary dies, what was written just before may be gone. Fit for caches, not for records.',
    '주 서버가 죽으면 직전의 쓰기를 잃을 수 있습니다. 캐시에는 알맞지만 기록에는 맞지 않습니다.',
  ),
  find: ({ plan }) =>
    plan.datasets
      .filter(({ asynchronous }) => asynchronous === true)
      .map(({ id, service }) => ({
        case: 'by-design',
        message: text(`${id} is copied asynchronously.`, `${id}: 비동기로 복제됩니다.`),
        fix: text('Keep nothing there that cannot be made again.', '다시 만들 수 없는 것은 두지 마세요.'),
        at: atService(service),
        data: { dataset: id },
      })),
  failing: (plan) => plan,
  passing: (plan) => withoutService(plan, 'redis'),
})
