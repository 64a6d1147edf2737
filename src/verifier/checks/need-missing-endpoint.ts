// Check: what an instance needs must be in the plan.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { roleNeeds } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-missing-endpoint',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Everything that an instance needs is in the plan.',
    '인스턴스가 의존하는 엔드포인트는 모두 계획에 있다.',
  ),
  why: text(
    'What needs it cannot start, or fails at its first use.',
    '시작하지 못하거나 처음 쓸 때 실패합니다.',
  ),
  find: (facts) =>
    roleNeeds(facts.plan)
      .filter(({ need }) => facts.endpoint(need.endpoint) === undefined)
      .map(({ role, service, need }) => ({
        case: 'missing',
        message: text(
          `${role} needs ${need.endpoint}, which the plan lacks.`,
          `${role}에 ${need.endpoint} 엔드포인트가 필요하지만 계획에 없습니다.`,
        ),
        fix: text(
          `Let the platform have the service ${need.endpoint.split('/')[1]}, or leave out what needs it.`,
          `${need.endpoint.split('/')[1]} 서비스를 넣거나, 그것이 필요한 쪽을 빼세요.`,
        ),
        at: [...atService(need.endpoint.split('/')[1] ?? ''), ...atService(service), '/services'],
        data: { role, endpoint: need.endpoint },
      })),
  failing: (plan) => ({
    ...plan,
    endpoints: plan.endpoints.filter(({ id }) => id !== 'endpoint/postgres/primary'),
  }),
})
