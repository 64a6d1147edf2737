// Check: an open port says nothing of what is behind it.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-connect-check',
  topic: 'balancing',
  rules: [],
  severity: 'warning',
  title: text(
    'Balancers ask backends in their own protocol.',
    '로드 밸런서는 뒷단의 프로토콜로 상태를 묻는다.',
  ),
  why: text(
    'A hung process still accepts connections, so that a check that only connects keeps sending clients to it.',
    '멈춘 프로세스도 연결은 받으므로, 연결만 해 보는 점검은 클라이언트를 계속 그리로 보냅니다.',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan)
      .filter(({ balancing }) => balancing?.check.kind === 'connect')
      .map(({ id, service }) => ({
        case: 'connect-only',
        message: text(
          `The balancer of ${id} only tries to connect.`,
          `${id}의 로드 밸런서가 연결만 해 보고 판단합니다.`,
        ),
        fix: text(
          'Let it ask by HTTP or by a message of the protocol.',
          'HTTP나 그 프로토콜의 메시지로 묻게 하세요.',
        ),
        at: atService(service),
        data: { endpoint: id },
      })),
  failing: (plan) => withBalancing(plan, 'endpoint/trino/http', { check: { kind: 'connect' } }),
})
