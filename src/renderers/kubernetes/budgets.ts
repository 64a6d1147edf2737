// Pod disruption budgets: a node can always be drained, and never more than one pod of a role at a time.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import { roleLabel } from '../../model/kubernetes.ts'
import type { RoleId } from '../../model/plan.ts'
import type { PlanIndex } from '../plan-index.ts'
import { namespaceOf } from './context.ts'
import { roleLabels } from './pod-placement.ts'

/**
 * A budget for every role with several instances whose chart or operator does not bring one. One pod at a time may be evicted: of an odd
 * number of voters, of copies and of equals alike one may be missing. A role with one instance has none: it would block
 * every drain of its node (Kubernetes, "Disruptions"). `labels`: of the pods to count, where that is not the role's own label.
 */
export function budgets(
  index: PlanIndex,
  broughtAlong: ReadonlySet<RoleId>,
  labels: ReadonlyMap<string, Readonly<Record<string, string>>>,
): readonly KubernetesObject[] {
  const { plan } = index
  return plan.roles.flatMap(({ service, role, rule }) => {
    const id: RoleId = `${service}/${role}`
    const count = index.instancesByRole.get(id)?.length ?? 0
    // Of a DaemonSet no budget by share can be counted, and no drain evicts its pods.
    const isDaemonSet = rule.kind === 'per-host' || service === 'load-balancer'
    if (count < 2 || isDaemonSet || broughtAlong.has(id) || service === 'kubernetes') return []
    return [
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: {
          name: role,
          namespace: namespaceOf(plan, service),
          labels: roleLabels(plan.name, service, role),
        },
        spec: {
          maxUnavailable: 1,
          // A pod that does not get ready must not keep its node from being drained.
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
          selector: { matchLabels: labels.get(id) ?? { [roleLabel]: `${service}.${role}` } },
        },
      },
    ]
  })
}
