// Check: a quorum of fewer than three voters survives no failure.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'
import { voterRoles } from '../voters.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'quorum-size',
  topic: 'quorum',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text('Every quorum has at least three voters.', '모든 합의 그룹의 투표 구성원은 3개 이상이다.'),
  why: text(
    'A majority of one or two voters is all of them: the first failure ends it.',
    '한두 개의 과반은 곧 전부이므로 첫 고장에 멈춥니다.',
  ),
  find: (facts) =>
    voterRoles(facts)
      .filter(({ instances }) => instances.length < 3)
      .map(({ id, service, instances }) => ({
        case: 'too-few',
        message: text(
          `${id} has ${instances.length} voters.`,
          `${id}의 투표 구성원이 ${instances.length}개입니다.`,
        ),
        fix: text('Give it three hosts in three racks.', '서로 다른 랙의 호스트 3대에 두세요.'),
        at: [...atService(service), ...atHosts],
        data: { role: id, voters: instances.length },
      })),
  failing: (plan) => keepInstances(plan, 'etcd/member', 2),
  passing: (plan) => keepInstances(plan, 'etcd/member', 3),
})
