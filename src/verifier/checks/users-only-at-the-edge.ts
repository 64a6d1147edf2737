// Check: people come in through the balancers, not past them.

import type { EndpointId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'users-only-at-the-edge',
  topic: 'wiring',
  rules: ['R-6.3'],
  severity: 'error',
  title: text(
    'Users reach virtual IPs on the service network only.',
    '사용자는 서비스망의 가상 IP로만 들어온다.',
  ),
  why: text(
    'What people reach directly is not protected by the edge, and does not move when its host dies.',
    '사용자가 곧바로 닿는 것은 입구에서 보호받지 못하고, 호스트가 죽어도 옮겨 가지 않습니다.',
  ),
  find: (facts) =>
    facts.plan.flows.flatMap(({ from, to, network }) => {
      const endpoint = facts.endpoint(to as EndpointId)
      if (from !== 'user' || endpoint === undefined) return []
      if (network === 'service' && endpoint.virtualIp !== undefined) return []
      return [
        {
          case: network === 'service' ? 'direct' : 'inside',
          message: text(
            `Users reach ${to} on the ${network} network${endpoint.virtualIp === undefined ? ' without a virtual IP' : ''}.`,
            `사용자가 ${network} 네트워크에서 ${to}에 ${endpoint.virtualIp === undefined ? '가상 IP 없이 ' : ''}닿습니다.`,
          ),
          fix: text(
            'Offer it through L7 or the balancer on the service network.',
            '서비스망의 L7이나 로드 밸런서를 거치게 하세요.',
          ),
          at: atService(endpoint.service),
          data: { endpoint: to, network },
        },
      ]
    }),
  failing: (plan) => ({
    ...plan,
    flows: [
      ...plan.flows,
      {
        from: 'user',
        to: 'endpoint/trino/coordinator',
        network: 'data',
        protocol: 'tcp',
        port: 8080,
        why: '',
      },
    ],
  }),
})
