// Check, queries reach the workers.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { missingKeyFlows } from '../key-flows.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-query',
  topic: 'wiring',
  rules: ['R-6.6'],
  severity: 'error',
  title: text(
    'Trino is reached from inside, its coordinator reaches its workers, and they answer.',
    '내부에서 Trino에, 코디네이터에서 워커에, 워커에서 코디네이터에 닿는다.',
  ),
  why: text(
    'R-6.6: inside → coordinator → workers. Workers announce themselves to the coordinator and are given work by it: either way closed, and there are no workers.',
    'R-6.6: 내부 → 코디네이터 → 워커. 워커는 코디네이터에 자신을 알리고 일을 받으므로, 어느 한쪽이 막히면 워커가 없는 것과 같습니다.',
  ),
  find: (facts) =>
    missingKeyFlows(facts, [
      { from: 'trino/coordinator', to: 'trino/worker' },
      { from: 'trino/worker', to: 'trino/coordinator' },
      { from: 'superset', to: 'trino/coordinator' },
      { from: 'trino', to: 'hive-metastore' },
      { from: 'trino', to: 'seaweedfs/s3' },
    ]),
  failing: (plan) => ({ ...plan, flows: plan.flows.filter(({ to }) => to !== 'endpoint/trino/worker') }),
})
