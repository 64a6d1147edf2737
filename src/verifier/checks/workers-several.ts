// Check: compute that stands on one host does not scale out.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'workers-several',
  topic: 'redundancy',
  rules: ['R-3.3'],
  severity: 'error',
  highAvailability: true,
  title: text('Trino and Spark scale out over several hosts.', 'Trino와 Spark는 여러 호스트로 늘어난다.'),
  why: text(
    'One worker is both the limit of what can be computed and a single point.',
    '워커가 하나면 그것이 계산의 한계이자 단일 장애점입니다.',
  ),
  find: (facts) =>
    tooFewHosts(facts, ['trino/worker', facts.has('yarn') ? 'yarn/nodemanager' : 'spark/worker'], 2).map(
      foundTooFew,
    ),
  failing: (plan) => keepInstances(plan, 'spark/worker', 1),
  passing: (plan) => keepInstances(plan, 'spark/worker', 2),
})
