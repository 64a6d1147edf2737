// Check: fewer than three masters of SeaweedFS cannot lose one.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'masters-three',
  topic: 'redundancy',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text('SeaweedFS has three masters or more.', 'SeaweedFS 마스터는 3개 이상이다.'),
  why: text(
    'Masters elect a leader by majority; without one nothing new can be written.',
    '마스터는 과반으로 리더를 뽑으며, 리더가 없으면 새로 쓸 수 없습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['seaweedfs/master'], 3).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'seaweedfs/master', 2),
  passing: (plan) => keepInstances(plan, 'seaweedfs/master', 3),
})
