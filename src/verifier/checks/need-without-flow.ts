// Check: what is not a flow is closed, also to those who need it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { isLetThrough, roleNeeds } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-without-flow',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text('Every need has a flow that lets it through.', '의존 관계마다 그것을 여는 흐름이 있다.'),
  why: text(
    'Firewalls are rendered from the flows and drop the rest: the client waits until it gives up.',
    '방화벽은 흐름만 열고 나머지는 버리므로 클라이언트가 시간 제한까지 기다리다 포기합니다.',
  ),
  find: (facts) => {
    const open = new Set(facts.plan.flows.map(({ from, to }) => `${from} ${to}`))
    return roleNeeds(facts.plan)
      .filter(
        ({ role, need }) =>
          facts.endpoint(need.endpoint) !== undefined && !isLetThrough(facts, open, role, need.endpoint),
      )
      .map(({ role, service, need }) => ({
        case: 'closed',
        message: text(
          `No flow lets ${role} reach ${need.endpoint}.`,
          `${role} → ${need.endpoint} 흐름이 없습니다.`,
        ),
        fix: text('Add the flow, or take the need away.', '흐름을 더하거나 의존 관계를 없애세요.'),
        at: atService(service),
        data: { role, endpoint: need.endpoint },
      }))
  },
  failing: (plan) => ({ ...plan, flows: plan.flows.filter(({ to }) => to !== 'endpoint/postgres/primary') }),
})
