// Check: Kafka shares a host with nothing.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundStrangers, hostsWith, strangersOn } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'kafka-alone',
  topic: 'placement',
  rules: ['R-9.8', 'R-2.8'],
  severity: 'error',
  highAvailability: true,
  title: text('Kafka shares a host with nothing else.', 'Kafka는 다른 것과 호스트를 함께 쓰지 않는다.'),
  why: text(
    "Brokers live on the page cache and on even IO; a neighbour's burst delays every acknowledgement.",
    '브로커는 페이지 캐시와 고른 IO로 삽니다. 이웃이 한 번 몰아 쓰면 모든 응답이 늦어집니다.',
  ),
  find: (facts) => foundStrangers('Kafka', strangersOn(facts, hostsWith(facts, 'kafka'), ['kafka'])),
  failing: (plan) => moveInstances(plan, 'grafana/server', ['broker-1']),
})
