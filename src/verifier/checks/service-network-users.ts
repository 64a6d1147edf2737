// Check: the service network is the part that the outside sees.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundStrangersAt, withLeg } from '../network-use.ts'
import { hostsWith } from '../role-hosts.ts'
import { hasLeg } from '../role-needs.ts'

const shownServices = ['load-balancer', 'ingress', 'superset', 'grafana', 'opensearch', 'streamlit'] as const

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'service-network-users',
  topic: 'networks',
  rules: ['R-6.3', 'R-5.3'],
  severity: 'error',
  title: text(
    'Only the edge and what people look at stand on the service network.',
    '서비스망에는 입구와 사람이 보는 것만 있다.',
  ),
  why: text(
    'A leg there is a way in past the firewall of the edge.',
    '그곳에 둔 발은 입구의 방화벽을 지나치는 길이 됩니다.',
  ),
  find: (facts) => {
    const allowed = new Set(shownServices.flatMap((service) => [...hostsWith(facts, service)]))
    return foundStrangersAt(
      'service',
      facts.plan.hosts.filter((host) => hasLeg(facts, host.id, 'service') && !allowed.has(host.id)),
    )
  },
  failing: (plan) => withLeg(plan, 'storage-1', 'service', '10.77.30.250'),
})
