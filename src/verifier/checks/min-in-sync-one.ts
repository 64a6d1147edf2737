// Check: an acknowledged write that only one copy holds is lost with it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'min-in-sync-one',
  topic: 'copies',
  rules: ['R-2.8'],
  severity: 'error',
  title: text(
    'An acknowledged write of three copies is on two at least.',
    '복제본이 3개면 확인된 쓰기는 2개 이상에 있다.',
  ),
  why: text(
    'Two copies may lag behind unseen; the third then acknowledges alone, and dies with what it promised.',
    '두 복제본이 뒤처진 사이 남은 하나가 혼자 확인한 쓰기는 그 하나와 함께 사라집니다.',
  ),
  find: ({ plan }) =>
    plan.datasets
      .filter(({ copies, minInSync, asynchronous }) => copies >= 3 && minInSync < 2 && asynchronous !== true)
      .map(({ id, service, copies }) => ({
        case: 'one',
        message: text(
          `${id}: one of ${copies} copies acknowledges a write.`,
          `${id}: 복제본 ${copies}개 중 1개만으로 쓰기가 확인됩니다.`,
        ),
        fix: text(
          'Ask for two in sync (Kafka: min.insync.replicas=2).',
          '동기 복제본을 2개로 하세요(Kafka: min.insync.replicas=2).',
        ),
        at: atService(service),
        data: { dataset: id, copies },
      })),
  failing: (plan) => editDataset(plan, 'dataset/kafka-topics', { minInSync: 1 }),
})
