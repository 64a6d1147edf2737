// Check: a flow opens the very port that its endpoint is served on.

import type { EndpointId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-port-mismatch',
  topic: 'wiring',
  rules: ['R-3.5'],
  severity: 'error',
  title: text(
    'Every flow opens the network, protocol and ports of its endpoint.',
    '흐름은 엔드포인트의 네트워크, 프로토콜, 포트를 그대로 연다.',
  ),
  why: text(
    'Firewalls open what the flow says: the endpoint stays closed, and a port that nobody asked for is open (R-3.5).',
    '방화벽은 흐름에 적힌 대로 엽니다. 정작 엔드포인트는 막히고, 아무도 쓰지 않는 포트가 열립니다(R-3.5).',
  ),
  find: (facts) =>
    facts.plan.flows.flatMap(({ from, to, network, protocol, port, portEnd }) => {
      const endpoint = facts.endpoint(to as EndpointId)
      if (endpoint === undefined) return []
      const asked = `${protocol} ${ports(port, portEnd)} (${network})`
      const served = `${endpoint.transport} ${ports(endpoint.port, endpoint.portEnd)} (${endpoint.network})`
      if (asked === served) return []
      return [
        {
          case: 'other',
          message: text(
            `The flow from ${from} to ${to} opens ${asked}, but ${served} is served.`,
            `${from} → ${to} 흐름은 ${asked} 쪽을 여는데, 엔드포인트는 ${served} 쪽에 있습니다.`,
          ),
          fix: text('Plan again from the declaration.', '선언에서 계획을 다시 만드세요.'),
          at: [...atService(endpoint.service, 'port'), '/services'],
          data: { from, to, asked, served },
        },
      ]
    }),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/ingress/https', (endpoint) => ({ ...endpoint, port: 8_443 })),
})

function ports(port: number | undefined, portEnd: number | undefined): string {
  return portEnd === undefined || portEnd === port ? `${port ?? '?'}` : `${port ?? '?'}-${portEnd}`
}
