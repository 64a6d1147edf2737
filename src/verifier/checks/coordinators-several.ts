// Check: one coordinator is the only one to ask.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'coordinators-several',
  topic: 'redundancy',
  rules: ['R-2.3'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'Trino has an active coordinator and a standby.',
    'Trino 코디네이터는 활성 하나와 대기 하나다.',
  ),
  why: text(
    'Every query begins at the coordinator: without one none is accepted until it is repaired.',
    '모든 질의는 코디네이터에서 시작하므로 하나뿐이면 고칠 때까지 질의를 받지 못합니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['trino/coordinator'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'trino/coordinator', 1),
  passing: (plan) => keepInstances(plan, 'trino/coordinator', 2),
})
