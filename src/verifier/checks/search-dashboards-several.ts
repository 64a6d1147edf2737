// Check: one OpenSearch Dashboards is a single point.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'search-dashboards-several',
  topic: 'redundancy',
  rules: ['R-2.7'],
  severity: 'error',
  highAvailability: true,
  title: text('There are several OpenSearch Dashboards.', 'OpenSearch 대시보드는 여럿이다.'),
  why: text(
    'Logs can be searched only by hand while the only one is away.',
    '하나뿐인 것이 없는 동안에는 로그를 손으로만 찾을 수 있습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['opensearch/dashboards'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'opensearch/dashboards', 1),
  passing: (plan) => keepInstances(plan, 'opensearch/dashboards', 2),
})
