// Check of manifests: one disruption budget over each role, that lets a node drain and keeps enough.

import { at } from '../../../model/json-at.ts'
import type { PlanRole } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import type { Manifest } from '../manifest.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { mayShareNamespace } from '../manifest-facts.ts'
import { changedSpec } from '../plant.ts'
import { selects } from '../selectors.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-budget',
  severity: 'error',
  why: text(
    'A drain evicts as many as the budget lets it: without one all of them, with a wrong one none, and the drain never ends.',
    '드레인은 예산이 허락하는 만큼 내보냅니다. 예산이 없으면 전부, 잘못되면 하나도 못 내보내 끝나지 않습니다.',
  ),
  find: ({ roles, manifests }) => {
    const budgets = manifests.filter(({ object }) => object.kind === 'PodDisruptionBudget')
    return roles.flatMap(({ name, role, instances, sets, replicas, isPerNode }) => {
      const [first] = sets
      if (first === undefined || isPerNode || instances.length < 2) return []
      const over = sets.map((set) => ({
        set,
        budgets: budgets.filter(
          ({ object }) =>
            mayShareNamespace(object.metadata.namespace, set.namespace) &&
            selects(at(object, 'spec', 'selector'), set.labels),
        ),
      }))
      const bare = over.find((one) => one.budgets.length === 0)
      const twice = over.find((one) => one.budgets.length > 1)
      const found = (kind: string, message: ReturnType<typeof text>, manifest = first.manifest) => ({
        case: kind,
        message,
        fix: text(
          `One PodDisruptionBudget over all pods of ${name} with maxUnavailable: 1.`,
          `${name}의 모든 파드에 maxUnavailable: 1인 PodDisruptionBudget 하나를 두세요.`,
        ),
        manifest,
        pointer: manifest === first.manifest ? '' : '/spec',
        data: { role: name },
      })
      if (sets.every(({ manifest }) => isKeptOtherwise(manifest))) return []
      if (bare !== undefined) {
        return [
          found(
            'missing',
            text(
              `${bare.set.name}: no disruption budget takes its pods.`,
              `${bare.set.name}: 파드를 지키는 중단 예산이 없습니다.`,
            ),
            bare.set.manifest,
          ),
        ]
      }
      if (twice !== undefined) {
        return [
          found(
            'several',
            text(
              `${twice.set.name}: ${twice.budgets.length} budgets take the same pods; Kubernetes then refuses every eviction.`,
              `${twice.set.name}: 예산 ${twice.budgets.length}개가 같은 파드에 걸려, Kubernetes가 모든 축출을 거부합니다.`,
            ),
            twice.budgets[1],
          ),
        ]
      }
      const judged = new Set(over.flatMap((one) => one.budgets))
      return [...judged].flatMap((budget) => {
        const pods = over
          .filter((one) => one.budgets.includes(budget))
          .reduce((sum, { set }) => sum + set.replicas, 0)
        const gone = evictable(
          at(budget.object, 'spec', 'maxUnavailable'),
          at(budget.object, 'spec', 'minAvailable'),
          pods,
        )
        const most = mayBeGone(role, replicas)
        if (gone >= 1 && gone <= most) return []
        return [
          found(
            gone < 1 ? 'blocks' : 'breaks',
            gone < 1
              ? text(
                  `${name}: its budget lets none of ${pods} pods go: no node of it can be drained.`,
                  `${name}: 예산이 파드 ${pods}개 중 하나도 못 나가게 해, 그 노드를 드레인할 수 없습니다.`,
                )
              : text(
                  `${name}: its budget lets ${gone} of ${pods} pods go at once; it bears ${most}.`,
                  `${name}: 예산이 파드 ${pods}개 중 ${gone}개를 한꺼번에 내보냅니다. 견딜 수 있는 것은 ${most}개입니다.`,
                ),
            budget,
          ),
        ]
      })
    })
  },
  plant: (object) =>
    object.kind === 'PodDisruptionBudget' ? changedSpec(object, { maxUnavailable: 0 }) : undefined,
})

/**
 * CloudNativePG makes the budgets of its clusters itself (its documentation, "Scheduling"). Spark's driver makes executors that
 * no controller scales, for which a budget cannot count ("Specifying a Disruption Budget", arbitrary workloads); it replaces them.
 */
function isKeptOtherwise({ stoodInFor = '' }: Manifest): boolean {
  return stoodInFor.startsWith('postgresql.cnpg.io/') || stoodInFor.startsWith('sparkoperator.k8s.io/')
}

function share(value: unknown, of: number): number {
  const text = String(value)
  return text.endsWith('%') ? Math.ceil((Number.parseFloat(text) / 100) * of) : Number(text)
}

/** How many pods a budget lets go at once: by what may be gone, or by what must stay. */
function evictable(maxUnavailable: unknown, minAvailable: unknown, pods: number): number {
  if (maxUnavailable !== undefined && maxUnavailable !== null) return share(maxUnavailable, pods)
  if (minAvailable !== undefined && minAvailable !== null) return pods - share(minAvailable, pods)
  return 0
}

/** How many may be gone at once: less than half of what votes, one of what holds data, and one must be left of equals. */
function mayBeGone({ rule }: PlanRole, replicas: number): number {
  switch (rule.kind) {
    case 'majority':
      return Math.max(0, replicas - Math.floor(replicas / 2) - 1)
    case 'any':
    case 'capacity':
    case 'standby':
      return Math.max(1, replicas - 1)
    default:
      return 1
  }
}
