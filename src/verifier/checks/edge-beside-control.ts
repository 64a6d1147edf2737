// Check: an edge on a control host makes one failure of two.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, sharedHosts } from '../role-hosts.ts'

const controlRoles = ['kubernetes/control-plane', 'etcd/member', 'zookeeper/server'] as const

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'edge-beside-control',
  topic: 'placement',
  rules: ['R-9.7'],
  severity: 'advice',
  title: text(
    'L4 and L7 do not stand on hosts of the control plane.',
    'L4와 L7은 컨트롤 플레인의 호스트에 있지 않다.',
  ),
  why: text(
    'Allowed, but the failure of such a host touches everything at once.',
    '허용되지만, 그 호스트가 죽으면 한꺼번에 모든 것에 영향이 갑니다.',
  ),
  find: (facts) =>
    controlRoles
      .flatMap((role) => foundSharing('load-balancer', role, sharedHosts(facts, 'load-balancer', role)))
      .slice(0, 1),
  failing: (plan) => moveInstances(plan, 'etcd/member', ['edge-1', 'edge-2', 'metadata-3']),
})
