// Check: many voters make every decision slow.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editRole } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'
import { voterRoles } from '../voters.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'quorum-too-large',
  topic: 'quorum',
  rules: [],
  severity: 'advice',
  title: text('No quorum has more than seven voters.', '투표 구성원은 7개를 넘지 않는다.'),
  why: text(
    'Each write waits for a majority; etcd itself advises seven at most (etcd, "Frequently asked questions").',
    '쓰기마다 과반의 응답을 기다립니다. etcd도 7개 이하를 권합니다(etcd, "Frequently asked questions").',
  ),
  find: (facts) =>
    voterRoles(facts)
      .filter(({ instances }) => instances.length > 7)
      .map(({ id, service, instances }) => ({
        case: 'too-many',
        message: text(
          `${id} has ${instances.length} voters.`,
          `${id}의 투표 구성원이 ${instances.length}개입니다.`,
        ),
        fix: text(
          'Five survive two failures at once; keep five.',
          '다섯이면 동시에 둘을 잃어도 됩니다. 다섯으로 줄이세요.',
        ),
        at: atService(service),
        data: { role: id, voters: instances.length },
      })),
  failing: (plan) => editRole(plan, 'seaweedfs/volume', { rule: { kind: 'majority' } }),
})
