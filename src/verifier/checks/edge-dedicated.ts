// Check: what everything passes should not be pushed aside by anything.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundStrangers, hostsWith, strangersOn } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'edge-dedicated',
  topic: 'placement',
  rules: ['R-5.3', 'R-8.2'],
  severity: 'error',
  highAvailability: true,
  title: text('L4 and L7 have hosts of their own.', 'L4와 L7은 전용 호스트에 있다.'),
  why: text(
    'A busy neighbour slows every connection of the platform, and its maintenance takes the way in with it.',
    '이웃이 바쁘면 플랫폼의 모든 연결이 느려지고, 이웃을 손보는 동안 입구도 멈춥니다.',
  ),
  find: (facts) =>
    foundStrangers(
      'L4/L7',
      strangersOn(facts, new Set([...hostsWith(facts, 'load-balancer'), ...hostsWith(facts, 'ingress')]), [
        'load-balancer',
        'ingress',
      ]),
    ),
  failing: (plan) => moveInstances(plan, 'grafana/server', ['edge-1', 'edge-2']),
})
