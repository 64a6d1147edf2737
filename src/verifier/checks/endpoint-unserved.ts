// Check: somebody answers at every endpoint.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'
import { roleNeeds } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'endpoint-unserved',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text('Every endpoint is served by an instance.', '엔드포인트마다 그것을 내놓는 인스턴스가 있다.'),
  why: text(
    'Clients are configured with an address at which nothing runs.',
    '클라이언트 설정에는 주소가 있지만 그곳에서 도는 것이 없습니다.',
  ),
  find: ({ plan }) => {
    const empty = plan.endpoints.filter(({ addresses }) => addresses.length === 0)
    if (empty.length === 0) return []
    const clients = new Map<string, string[]>()
    for (const { need, role } of roleNeeds(plan))
      clients.set(need.endpoint, [...(clients.get(need.endpoint) ?? []), role])
    return empty.map(({ id, service, role }) => {
      const asking = clients.get(id) ?? []
      return {
        case: 'empty',
        message: text(
          `${id} is served by no instance of ${service}/${role}${asking.length === 0 ? '' : `; asked by ${asking.join(', ')}`}.`,
          `${id} 엔드포인트를 내놓을 ${service}/${role} 인스턴스가 없습니다${asking.length === 0 ? '' : `(쓰는 쪽: ${asking.join(', ')})`}.`,
        ),
        fix: text(
          `Give a host the duty that ${service}/${role} runs on, or leave the service ${service} out (\`services.${service}: false\`).`,
          `${service}/${role} 인스턴스를 둘 호스트에 임무를 주거나 ${service} 서비스를 빼세요(\`services.${service}: false\`).`,
        ),
        at: [...atService(service), ...atHosts],
        data: { endpoint: id, role: `${service}/${role}`, clients: asking },
      }
    })
  },
  failing: (plan) => keepInstances(plan, 'streamlit/app', 0),
  passing: (plan) => keepInstances(plan, 'streamlit/app', 1),
})
