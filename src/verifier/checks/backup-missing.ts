// Check: copies are no backup.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'

// What fills itself again, or follows from something else.
const remade: ReadonlySet<string> = new Set(['dataset/redis'])

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'backup-missing',
  topic: 'operations',
  rules: [],
  severity: 'advice',
  title: text(
    'Every dataset that cannot be made again has a backup.',
    '다시 만들 수 없는 데이터에는 모두 백업이 있다.',
  ),
  why: text(
    'A deletion, a bug or an intruder reaches all copies at once.',
    '실수로 지우거나 버그가 있거나 누가 침입하면 복제본까지 한꺼번에 잃습니다.',
  ),
  find: ({ plan }) => {
    const kept = plan.datasets.filter(({ id }) => !remade.has(id)).map(({ id }) => id)
    if (kept.length === 0) return []
    return [
      {
        case: 'none',
        message: text(
          `This release plans no backup of ${kept.join(', ')}.`,
          `이 버전은 백업을 계획하지 않습니다: ${kept.join(', ')}.`,
        ),
        fix: text(
          'Back them up by their own means to another site: Postgres with its write-ahead log, etcd by snapshot, objects to another store.',
          '각 제품의 방법으로 다른 곳에 백업하세요. Postgres는 WAL과 함께, etcd는 스냅샷으로, 객체는 다른 저장소로 복사합니다.',
        ),
        at: ['/services'],
        data: { datasets: kept },
      },
    ]
  },
  failing: (plan) => plan,
  passing: (plan) => ({ ...plan, datasets: plan.datasets.filter(({ id }) => id === 'dataset/redis') }),
})
