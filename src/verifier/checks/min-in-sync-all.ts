// Check: writes that wait for every copy stop with the first that is lost.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'min-in-sync-all',
  topic: 'copies',
  rules: ['R-2.8'],
  severity: 'error',
  title: text('A write does not wait for every copy.', '쓰기는 모든 복제본을 기다리지 않는다.'),
  why: text(
    'One host away, for maintenance too, stops all writes.',
    '점검으로 호스트 한 대만 빠져도 모든 쓰기가 멈춥니다.',
  ),
  find: ({ plan }) =>
    plan.datasets
      .filter(
        ({ copies, minInSync, writesMove }) => copies > 1 && minInSync === copies && writesMove !== true,
      )
      .map(({ id, service, copies, minInSync }) => ({
        case: 'all',
        message: text(
          `${id}: ${minInSync} of ${copies} copies must hold each write.`,
          `${id}: 쓰기마다 복제본 ${copies}개 중 ${minInSync}개가 필요합니다.`,
        ),
        fix: text(
          `Ask for ${copies - 1} in sync, or for one copy more.`,
          `동기 복제본을 ${copies - 1}개로 줄이거나 복제본을 하나 늘리세요.`,
        ),
        at: atService(service),
        data: { dataset: id, copies, minInSync },
      })),
  failing: (plan) => editDataset(plan, 'dataset/kafka-topics', { minInSync: 3 }),
})
