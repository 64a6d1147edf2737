// Check: services that wait for each other never start.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { needCircles, withNeed } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'needs-in-a-circle',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'No services wait for each other in a circle.',
    '서로를 기다리느라 시작하지 못하는 서비스가 없다.',
  ),
  why: text(
    'After a power cut each waits for the other, and none starts without a helping hand.',
    '정전 뒤에 서로 기다리기만 해서 사람이 손대지 않으면 아무것도 시작하지 못합니다.',
  ),
  find: (facts) =>
    needCircles(facts.plan).map((circle) => ({
      case: 'circle',
      message: text(
        `These need each other before any of them can work: ${circle.join(' → ')}.`,
        `서로가 먼저 동작해야 하는 관계입니다: ${circle.join(' → ')}.`,
      ),
      fix: text('Let one of them start without the other.', '그중 하나는 상대 없이 시작할 수 있게 하세요.'),
      at: circle.flatMap((role) => atService(role.split('/')[0] ?? '')),
      data: { roles: [...circle] },
    })),
  failing: (plan) =>
    withNeed(plan, 'postgres/server', 'endpoint/hive-metastore/thrift', { via: 'vip', strength: 'hard' }),
})
