// Check: more copies in sync than there are can never be written.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'min-in-sync-above-copies',
  topic: 'copies',
  rules: [],
  severity: 'error',
  title: text('No more copies must be in sync than there are.', '동기 복제본 수는 복제본 수를 넘지 않는다.'),
  why: text('Every write is refused.', '모든 쓰기가 거부됩니다.'),
  find: ({ plan }) =>
    plan.datasets
      .filter(({ copies, minInSync }) => minInSync > copies)
      .map(({ id, service, copies, minInSync }) => ({
        case: 'impossible',
        message: text(
          `${id} has ${copies} copies, of which ${minInSync} must be in sync.`,
          `${id}의 복제본은 ${copies}개인데 ${minInSync}개가 동기여야 합니다.`,
        ),
        fix: text(
          `Ask for at most ${Math.max(1, copies - 1)}.`,
          `${Math.max(1, copies - 1)}개 이하로 줄이세요.`,
        ),
        at: atService(service),
        data: { dataset: id, copies, minInSync },
      })),
  failing: (plan) => editDataset(plan, 'dataset/kafka-topics', { minInSync: 5 }),
})
