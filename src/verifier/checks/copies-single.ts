// Check: data with one copy is lost with its disk.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'copies-single',
  topic: 'copies',
  rules: ['R-3.2'],
  severity: 'error',
  highAvailability: true,
  title: text('Every dataset has at least two copies.', '모든 데이터의 복제본은 2개 이상이다.'),
  why: text('The first disk that dies takes it away.', '디스크 하나가 죽으면 데이터를 잃습니다.'),
  find: ({ plan }) =>
    plan.datasets
      .filter(({ copies }) => copies < 2)
      .map(({ id, service, copies }) => ({
        case: 'one',
        message: text(`${id} has ${copies} copy.`, `${id}의 복제본이 ${copies}개입니다.`),
        fix: text('Choose a shape that copies it.', '복제본을 두는 형태를 고르세요.'),
        at: [...atService(service), '/shape'],
        data: { dataset: id, copies },
      })),
  failing: (plan) => editDataset(plan, 'dataset/opensearch-indices', { copies: 1 }),
})
