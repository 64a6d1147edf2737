// Check of manifests: a new version can be rolled out although each node has one pod already.

import { at, listAt, objectAt } from '../../../model/json-at.ts'
import type { JsonValue } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedSpec, isWorkloadOf } from '../plant.ts'
import { allowedOn, selects } from '../selectors.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** How many pods may be missing meanwhile (Kubernetes, "Deployments": a share is rounded down, 25% where nothing is said). */
function mayBeMissing(strategy: JsonValue | undefined, replicas: number): number {
  if (at(strategy, 'type') === 'Recreate') return replicas
  const said = at(strategy, 'rollingUpdate', 'maxUnavailable') ?? '25%'
  return typeof said === 'number' ? said : Math.floor((replicas * Number.parseFloat(String(said))) / 100)
}

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-rollout',
  severity: 'error',
  why: text(
    'A surplus pod that no node may take waits for ever, and the old ones wait for it: the upgrade never ends.',
    '놓일 노드가 없는 여분의 파드는 끝없이 기다리고 옛 파드는 그 파드를 기다립니다. 업그레이드가 끝나지 않습니다.',
  ),
  find: ({ roles, nodes }) =>
    roles.flatMap(({ name, sets }) =>
      sets.flatMap((set) => {
        if (set.kind !== 'Deployment' || set.replicas === 0) return []
        const terms = listAt(set.spec, 'affinity', 'podAntiAffinity', required)
        const [apart] = terms.filter(
          (term) => term.topologyKey === 'kubernetes.io/hostname' && selects(term.labelSelector, set.labels),
        )
        if (apart === undefined) return []
        const taken = sets
          .filter(({ labels }) => selects(apart.labelSelector, labels))
          .reduce((sum, { replicas }) => sum + replicas, 0)
        const allowed = nodes.filter((node) => allowedOn(set.spec, node)).length
        const strategy = at(set.manifest.object, 'spec', 'strategy')
        if (allowed > taken || mayBeMissing(strategy, set.replicas) > 0) return []
        return [
          {
            case: 'stuck',
            message: text(
              `${set.name}: all ${allowed} nodes that take a pod of ${name} have one, and none may go before a new one is ready.`,
              `${set.name}: ${name} 파드를 받을 수 있는 노드 ${allowed}대에 모두 하나씩 있고, 새 파드가 준비되기 전에는 아무것도 내려갈 수 없습니다.`,
            ),
            fix: text(
              'Set the strategy to RollingUpdate with maxSurge 0 and maxUnavailable 1, or to Recreate.',
              'strategy를 maxSurge 0, maxUnavailable 1인 RollingUpdate나 Recreate로 하세요.',
            ),
            manifest: set.manifest,
            pointer: '/spec/strategy',
            data: { role: name, nodes: allowed },
          },
        ]
      }),
    ),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server') && objectAt(object, 'spec', 'strategy').type !== undefined
      ? changedSpec(object, { replicas: 3, strategy: {} })
      : undefined,
})
