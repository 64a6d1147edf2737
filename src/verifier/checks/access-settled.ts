// Check: what people use must be locked.

import type { EndpointId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'access-settled',
  topic: 'operations',
  rules: ['R-3.5', 'R-5.2'],
  severity: 'warning',
  title: text(
    'Whatever is offered to users is encrypted, and asks who they are.',
    '사용자에게 여는 것은 암호화되고 인증을 요구한다.',
  ),
  why: text(
    'Anyone on the service network reads along, or asks without a name. The guideline wants this settled before production.',
    '서비스망의 누구나 엿보거나 이름 없이 쓸 수 있습니다. 지침은 운영 전에 이를 정하라고 합니다.',
  ),
  find: (facts) =>
    facts.plan.flows.flatMap(({ from, to }) => {
      const endpoint = facts.endpoint(to as EndpointId)
      if (from !== 'user' || endpoint === undefined || endpoint.tls) return []
      // Whoever comes there is sent to where it is encrypted.
      if (endpoint.leadsTo !== undefined && facts.endpoint(endpoint.leadsTo)?.tls === true) return []
      const isOpen = endpoint.auth === 'none'
      return [
        {
          case: isOpen ? 'open' : 'plain',
          message: text(
            `${to} is offered to users without TLS${isOpen ? ' and without a password' : ''}.`,
            `${to}: TLS${isOpen ? '와 비밀번호' : ''} 없이 사용자에게 열려 있습니다.`,
          ),
          fix: text(
            'Let only trusted networks reach it until access is set up; the L7 ingress terminates TLS for web pages.',
            '접근 제어를 갖출 때까지 믿을 수 있는 망에서만 닿게 하세요. 웹 화면은 L7이 TLS로 보호합니다.',
          ),
          at: atService(endpoint.service),
          data: { endpoint: to, tls: endpoint.tls, auth: endpoint.auth },
        },
      ]
    }),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/trino/users', (endpoint) => ({ ...endpoint, tls: false, auth: 'none' })),
})
