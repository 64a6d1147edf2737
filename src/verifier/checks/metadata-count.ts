// Check: the metadata database stands on two or three hosts.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'metadata-count',
  topic: 'placement',
  rules: ['R-7.5'],
  severity: 'error',
  highAvailability: true,
  title: text('Postgres stands on two hosts or more.', 'Postgres의 호스트는 2대 이상이다.'),
  why: text(
    'The names of all tables, files and dashboards are in it.',
    '모든 테이블, 파일, 대시보드의 이름이 그 안에 있습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['postgres/server'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'postgres/server', 1),
  passing: (plan) => keepInstances(plan, 'postgres/server', 2),
})
