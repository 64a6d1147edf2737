// Check: what an instance needs must be in the plan.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService, groupBy } from '../plan-facts.ts'
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
  find: (facts) => {
    const missing = roleNeeds(facts.plan).filter(({ need }) => facts.endpoint(need.endpoint) === undefined)
    return [...groupBy(missing, ({ need }) => need.endpoint)].map(([endpoint, clients]) => {
      const roles = [...new Set(clients.map(({ role }) => role))]
      const service = endpoint.split('/')[1] ?? ''
      return {
        case: 'missing',
        message: text(
          `The plan lacks ${endpoint}, needed by ${roles.join(', ')}.`,
          `${endpoint} 엔드포인트가 계획에 없습니다. 필요한 쪽: ${roles.join(', ')}.`,
        ),
        fix: text(
          `Let the platform have the service ${service} (no \`services.${service}: false\`), or leave out what needs it.`,
          `${service} 서비스를 넣거나(\`services.${service}: false\`를 지우세요) 그것이 필요한 쪽을 빼세요.`,
        ),
        at: [...atService(service), ...clients.flatMap((client) => atService(client.service)), '/services'],
        data: { endpoint, roles },
      }
    })
  },
  failing: (plan) => ({
    ...plan,
    endpoints: plan.endpoints.filter(({ id }) => id !== 'endpoint/postgres/primary'),
  }),
})
