// Namespaces, one for each service, and the priority classes of a platform.

import type { KubernetesObject, KubernetesPart } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { namespaceOf } from './context.ts'

/** A service and the pod security level that its pods must keep. */
export type SecuredService = Pick<KubernetesPart, 'podSecurity'> & { readonly service: string }

/** A namespace for each service, with the level of Kubernetes' "Pod Security Standards" that its pods must keep. */
export function namespaces(plan: Plan, services: readonly SecuredService[]): readonly KubernetesObject[] {
  return services.map(({ service, podSecurity }) => {
    const level = podSecurity ?? 'baseline'
    return {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespaceOf(plan, service),
        labels: {
          'app.kubernetes.io/name': service,
          'app.kubernetes.io/part-of': plan.name,
          'app.kubernetes.io/managed-by': 'hanok',
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/warn': level === 'privileged' ? 'privileged' : 'restricted',
        },
      },
    }
  })
}

/**
 * Who is pushed out last: what can run nowhere else, then what may move, then what only adds capacity. All below the system's own
 * classes (2,000,000,000; Kubernetes, "Pod Priority and Preemption").
 */
export function priorityClasses(plan: Plan): readonly KubernetesObject[] {
  const classes = [
    ['state', 1_000_000, 'holds data, decides by majority, or can run nowhere else'],
    ['service', 500_000, 'may run on another node'],
    ['capacity', 100_000, 'adds capacity: one less is slower, not broken'],
  ] as const
  return classes.map(([name, value, description]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: {
      name: `${plan.name}-${name}`,
      labels: { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' },
    },
    value,
    globalDefault: false,
    description: `${plan.name}: ${description}`,
  }))
}
