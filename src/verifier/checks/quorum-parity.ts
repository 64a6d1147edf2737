// Check: an even number of voters survives no more failures than one voter less.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'
import { voterRoles } from '../voters.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'quorum-parity',
  topic: 'quorum',
  rules: ['R-2.1'],
  severity: 'warning',
  title: text('Every quorum has an odd number of voters.', '모든 합의 그룹의 투표 구성원 수는 홀수다.'),
  why: text(
    'With four voters two may not fail, as with three; the fourth only adds something that can break.',
    '넷이어도 셋일 때처럼 하나까지만 잃을 수 있고, 고장 날 것만 하나 늘어납니다.',
  ),
  find: (facts) =>
    voterRoles(facts)
      .filter(({ instances }) => instances.length > 0 && instances.length % 2 === 0)
      .map(({ id, service, instances }) => ({
        case: 'even',
        message: text(
          `${id} has ${instances.length} voters.`,
          `${id}의 투표 구성원이 ${instances.length}개입니다.`,
        ),
        fix: text('Take one away, or add one.', '하나를 빼거나 더하세요.'),
        at: [...atService(service), ...atHosts],
        data: { role: id, voters: instances.length },
      })),
  failing: (plan) => keepInstances(plan, 'kafka/controller', 2),
  passing: (plan) => keepInstances(plan, 'kafka/controller', 1),
})
