// Check of manifests: pods of one role are never together on a node, and spread over the racks.

import { listAt, objectAt } from '../../../model/json-at.ts'
import { rackLabel } from '../../../model/kubernetes.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedPod, isWorkloadOf } from '../plant.ts'
import { allowedOn, selects } from '../selectors.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-apart',
  severity: 'error',
  why: text(
    'Two on one node are gone together. The scheduler only keeps them apart when it must.',
    '한 노드에 둘이 있으면 함께 사라집니다. 스케줄러는 필수로 정해야만 떼어 놓습니다.',
  ),
  find: ({ plan, roles, nodes }) => {
    const racks = plan.failureDomains.filter(({ kind }) => kind === 'rack').length
    return roles.flatMap(({ name, instances, sets, isPerNode }) => {
      if (isPerNode || instances.length < 2) return []
      return sets.flatMap((set) => {
        const terms = listAt(set.spec, 'affinity', 'podAntiAffinity', required)
        const constraints = listAt(set.spec, 'topologySpreadConstraints')
        const isOnePerNode = constraints.some(
          (one) =>
            one.topologyKey === 'kubernetes.io/hostname' &&
            one.whenUnsatisfiable === 'DoNotSchedule' &&
            one.maxSkew === 1 &&
            selects(one.labelSelector, set.labels),
        )
        const takers = nodes.filter((node) => allowedOn(set.spec, node)).length
        const isApart =
          // Spread evenly over at least as many nodes: one on each.
          (isOnePerNode && sets.length === 1 && set.replicas <= takers) ||
          terms.some(
            (term) =>
              term.topologyKey === 'kubernetes.io/hostname' &&
              sets.every(({ labels }) => selects(term.labelSelector, labels)),
          )
        const spreads = constraints.some(
          (one) => one.topologyKey === rackLabel && selects(one.labelSelector, set.labels),
        )
        const reachable = new Set(
          nodes.filter((node) => allowedOn(set.spec, node)).map(({ labels }) => labels[rackLabel]),
        )
        const isSpread = spreads || reachable.size < 2 || set.replicas < 2 || racks < 2
        const common = { manifest: set.manifest, data: { role: name } }
        return [
          ...(isApart
            ? []
            : [
                {
                  ...common,
                  case: 'together',
                  message: text(
                    `${set.name}: two pods of ${name} may share a node.`,
                    `${set.name}: ${name} 파드 둘이 한 노드에 놓일 수 있습니다.`,
                  ),
                  fix: text(
                    'Require pod anti-affinity over kubernetes.io/hostname that takes the labels of all pods of the role.',
                    '역할의 모든 파드 라벨에 대해 kubernetes.io/hostname 필수 안티어피니티를 두세요.',
                  ),
                  pointer: '/spec/template/spec/affinity/podAntiAffinity',
                },
              ]),
          ...(isSpread
            ? []
            : [
                {
                  ...common,
                  case: 'racks',
                  severity: 'warning' as const,
                  message: text(
                    `${set.name}: nothing spreads ${name} over racks.`,
                    `${set.name}: ${name}을 랙에 나누는 설정이 없습니다.`,
                  ),
                  fix: text(
                    `Add a topology spread constraint over ${rackLabel}.`,
                    `${rackLabel}에 대한 topologySpreadConstraints를 더하세요.`,
                  ),
                  pointer: '/spec/template/spec/topologySpreadConstraints',
                },
              ]),
        ]
      })
    })
  },
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server')
      ? changedPod(object, {
          affinity: { ...objectAt(object, 'spec', 'template', 'spec', 'affinity'), podAntiAffinity: {} },
        })
      : undefined,
})
