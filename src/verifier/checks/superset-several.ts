// Check: one Superset is the only place to look.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'superset-several',
  topic: 'redundancy',
  rules: ['R-2.5'],
  severity: 'error',
  highAvailability: true,
  title: text('Superset has several web servers and workers.', 'Superset 웹 서버와 워커는 여럿이다.'),
  why: text(
    'Dashboards are gone with the only host that shows them.',
    '보여 주는 호스트가 하나뿐이면 그것과 함께 대시보드가 사라집니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['superset/web', 'superset/worker'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'superset/worker', 1),
  passing: (plan) => keepInstances(plan, 'superset/worker', 2),
})
