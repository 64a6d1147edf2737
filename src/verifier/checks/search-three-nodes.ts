// Check: two cluster managers cannot elect when one is lost.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'search-three-nodes',
  topic: 'redundancy',
  rules: ['R-2.7'],
  severity: 'error',
  highAvailability: true,
  title: text('OpenSearch has three cluster managers or more.', 'OpenSearch 클러스터 매니저는 3개 이상이다.'),
  why: text(
    'A cluster without a majority of its managers refuses writes and new nodes.',
    '매니저의 과반을 잃은 클러스터는 쓰기와 새 노드를 거부합니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['opensearch/manager'], 3).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'opensearch/manager', 2),
  passing: (plan) => keepInstances(plan, 'opensearch/manager', 3),
})
