// Check: search wants its disks and its page cache to itself.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundStrangers, hostsWith, strangersOn } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'search-dedicated',
  topic: 'placement',
  rules: ['R-8.4'],
  severity: 'error',
  title: text('OpenSearch data has hosts of its own.', 'OpenSearch 데이터 노드는 전용 호스트에 있다.'),
  why: text(
    'Whoever shares its disks makes every search wait, and indexing makes them wait in turn.',
    '디스크를 함께 쓰면 검색이 느려지고, 색인할 때는 이웃이 느려집니다.',
  ),
  find: (facts) =>
    foundStrangers('OpenSearch', strangersOn(facts, hostsWith(facts, 'opensearch/data'), ['opensearch'])),
  failing: (plan) => moveInstances(plan, 'grafana/server', ['search-4']),
})
