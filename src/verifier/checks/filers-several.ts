// Check: one filer is the only way to every file.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'filers-several',
  topic: 'redundancy',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text('SeaweedFS has several filers.', 'SeaweedFS 파일러는 여럿이다.'),
  why: text(
    'Every path of every object is looked up at a filer: without one S3 answers nothing.',
    '모든 객체의 경로를 파일러가 찾아 주므로, 하나뿐인 파일러가 죽으면 S3가 아무것도 답하지 못합니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['seaweedfs/filer'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'seaweedfs/filer', 1),
  passing: (plan) => keepInstances(plan, 'seaweedfs/filer', 2),
})
