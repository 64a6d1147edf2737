// Check: the record of finished jobs should outlive those who ran them.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, sharedHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'history-apart',
  topic: 'redundancy',
  rules: ['R-2.4'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'The Spark History Server stands apart from the workers.',
    'Spark 히스토리 서버는 워커와 다른 호스트에 있다.',
  ),
  why: text(
    "Jobs that fill a worker's memory take down the page that would tell why.",
    '작업이 워커의 메모리를 다 쓰면 그 까닭을 보여 줄 화면도 함께 죽습니다.',
  ),
  find: (facts) =>
    foundSharing('spark/history', 'spark/worker', sharedHosts(facts, 'spark/history', 'spark/worker')),
  failing: (plan) => moveInstances(plan, 'spark/history', ['compute-1']),
})
