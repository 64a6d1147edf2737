// Check: one edge host is the only way in.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'edge-count',
  topic: 'placement',
  rules: ['R-7.2'],
  severity: 'error',
  highAvailability: true,
  title: text('L4 and L7 stand on two hosts.', 'L4와 L7은 호스트 2대에 있다.'),
  why: text(
    'Everything that people and services reach by a virtual IP goes through it.',
    '사람과 서비스가 가상 IP로 닿는 모든 것이 그곳을 지납니다.',
  ),
  find: (facts) => {
    const others = ['ingress/traefik', 'ingress/envoy'] as const
    const ingress = others.find((role) => facts.instancesOf(role).length > 0) ?? 'ingress/nginx'
    return tooFewHosts(facts, ['load-balancer/haproxy', ingress], 2).map(foundTooFew)
  },
  failing: (plan) => keepInstances(plan, 'load-balancer/haproxy', 1),
  passing: (plan) => keepInstances(plan, 'load-balancer/haproxy', 2),
})
