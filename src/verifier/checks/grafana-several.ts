// Check: one Grafana is blind when it is needed most.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'grafana-several',
  topic: 'redundancy',
  rules: ['R-2.6'],
  severity: 'error',
  highAvailability: true,
  title: text('Grafana has several instances.', 'Grafana 인스턴스는 여럿이다.'),
  why: text(
    'The host that fails may be the one that shows what failed.',
    '무엇이 고장 났는지 보여 줄 호스트가 바로 그 고장 난 호스트일 수 있습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['grafana/server'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'grafana/server', 1),
  passing: (plan) => keepInstances(plan, 'grafana/server', 2),
})
