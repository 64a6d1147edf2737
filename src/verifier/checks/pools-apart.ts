// Check: Trino and Spark on one host compete for its memory.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, sharedHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'pools-apart',
  topic: 'placement',
  rules: ['R-8.3', 'R-9.4'],
  severity: 'error',
  title: text('Trino and Spark have separate pools.', 'Trino와 Spark는 노드 풀을 나눠 쓴다.'),
  why: text(
    'Both plan with all the memory that they are given: a large job and a large query push each other out.',
    '둘 다 받은 메모리를 다 쓰려 하므로 큰 작업과 큰 질의가 서로를 밀어냅니다.',
  ),
  find: (facts) =>
    ['spark/worker', 'yarn/nodemanager'].flatMap((role) =>
      foundSharing('trino/worker', role, sharedHosts(facts, 'trino/worker', role)),
    ),
  failing: (plan) => moveInstances(plan, 'trino/worker', ['compute-1']),
})
