// Check: brokers, controllers and Connect fail apart only when they stand apart.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, sharedHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'kafka-roles-apart',
  topic: 'placement',
  rules: ['R-2.8'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'Brokers, controllers and Connect stand on different hosts.',
    '브로커, 컨트롤러, Connect는 서로 다른 호스트에 있다.',
  ),
  why: text(
    'A connector that runs out of memory would take a broker, or a vote, with it.',
    '커넥터가 메모리를 다 쓰면 브로커나 투표 구성원까지 함께 죽습니다.',
  ),
  find: (facts) =>
    (
      [
        ['kafka/broker', 'kafka/controller'],
        ['kafka/broker', 'kafka/connect'],
        ['kafka/controller', 'kafka/connect'],
      ] as const
    ).flatMap(([first, second]) => foundSharing(first, second, sharedHosts(facts, first, second))),
  failing: (plan) => moveInstances(plan, 'kafka/controller', ['broker-1', 'broker-2', 'broker-3']),
})
