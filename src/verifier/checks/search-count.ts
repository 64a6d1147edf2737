// Check: search needs three hosts.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'search-count',
  topic: 'placement',
  rules: ['R-7.9'],
  severity: 'error',
  highAvailability: true,
  title: text('Search stands on three hosts or more.', '검색의 호스트는 3대 이상이다.'),
  why: text(
    'Managers vote, and indices have copies on other hosts.',
    '매니저가 투표하고, 색인 복제본은 다른 호스트에 있어야 합니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['opensearch/manager'], 3).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'opensearch/manager', 2),
  passing: (plan) => keepInstances(plan, 'opensearch/manager', 3),
})
