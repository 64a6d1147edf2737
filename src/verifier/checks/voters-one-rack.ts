// Check: a rack with a majority of the voters is a single point of failure.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { atHosts, atService, groupBy } from '../plan-facts.ts'
import { voterRoles } from '../voters.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'voters-one-rack',
  topic: 'quorum',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text('No rack holds a majority of the voters.', '어느 랙에도 투표 구성원의 과반이 있지 않다.'),
  why: text(
    'The loss of that rack stops the whole quorum.',
    '그 랙 하나를 잃으면 합의 그룹 전체가 멈춥니다.',
  ),
  find: (facts) =>
    voterRoles(facts)
      .filter(({ instances }) => instances.length >= 3)
      .flatMap(({ id, service, instances }) => {
        const racks = groupBy(instances, ({ host }) => facts.domainsOf(host, 'rack')[0])
        return [...racks]
          .filter(([rack, inside]) => rack !== undefined && 2 * inside.length > instances.length)
          .map(([rack = '', inside]) => ({
            case: 'majority',
            message: text(
              `${inside.length} of ${instances.length} voters of ${id} are in ${rack}.`,
              `${id} 투표 구성원 ${instances.length}개 가운데 ${inside.length}개가 ${rack}에 있습니다.`,
            ),
            fix: text('Spread them over three racks.', '랙 3개에 나누어 두세요.'),
            at: [...atHosts, ...atService(service)],
            data: { role: id, rack, voters: inside.length },
          }))
      }),
  failing: (plan) => moveInstances(plan, 'seaweedfs/master', ['storage-1', 'storage-4', 'storage-2']),
})
