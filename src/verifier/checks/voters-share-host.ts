// Check: two voters on one host fall together.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { atHosts, atService, groupBy, hostNames } from '../plan-facts.ts'
import { voterRoles } from '../voters.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'voters-share-host',
  topic: 'quorum',
  rules: ['R-2.1'],
  severity: 'error',
  title: text(
    'No two voters of a quorum share a host.',
    '한 합의 그룹의 투표 구성원은 호스트를 함께 쓰지 않는다.',
  ),
  why: text('One host then takes two votes with it.', '호스트 한 대가 두 표를 한꺼번에 잃게 합니다.'),
  find: (facts) =>
    voterRoles(facts).flatMap(({ id, service, instances }) =>
      [...groupBy(instances, ({ host }) => host)]
        .filter(([, together]) => together.length > 1)
        .map(([host, together]) => ({
          case: 'shared',
          message: text(
            `${hostNames([host])} runs ${together.length} voters of ${id}.`,
            `${hostNames([host])}에 ${id} 투표 구성원이 ${together.length}개 있습니다.`,
          ),
          fix: text('Place each voter on a host of its own.', '투표 구성원을 서로 다른 호스트에 두세요.'),
          at: [...atService(service), ...atHosts],
          data: { role: id, host, voters: together.length },
        })),
    ),
  failing: (plan) => moveInstances(plan, 'etcd/member', ['metadata-1', 'metadata-1', 'metadata-2']),
})
