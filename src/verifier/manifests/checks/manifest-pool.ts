// Check of manifests: pods of a role can be on the nodes of its pool, and nowhere else.

import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedPod, isWorkloadOf } from '../plant.ts'
import { allowedOn } from '../selectors.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-pool',
  severity: 'error',
  why: text(
    'Pools keep services from taking memory and disks from each other; a pod without a fitting node waits for ever.',
    '풀은 서비스끼리 메모리와 디스크를 빼앗지 않게 합니다. 맞는 노드가 없는 파드는 끝없이 기다립니다.',
  ),
  find: ({ plan, roles, nodes }) => {
    const groupOf = new Map<string, string>(plan.hosts.map(({ id, group }) => [id, group]))
    return roles.flatMap(({ name, instances, sets, replicas, isPerNode }) => {
      const pool = new Set(instances.map(({ host }) => groupOf.get(host)))
      const groups = [...pool].join(', ')
      return sets.flatMap((set) => {
        const allowed = nodes.filter((node) => allowedOn(set.spec, node))
        const outside = allowed.filter(({ host }) => !pool.has(groupOf.get(host)))
        const isShort = !isPerNode && allowed.length < Math.min(set.replicas, replicas)
        const hosts = outside.map(({ host }) => host.slice('host/'.length))
        const fix = text(
          `Require hanok.dev/group in (${groups}) by node affinity, and tolerate the taint of the same key.`,
          `노드 어피니티로 hanok.dev/group in (${groups})를 필수로 두고, 같은 키의 테인트를 허용하세요.`,
        )
        const common = { manifest: set.manifest, fix }
        return [
          ...(outside.length === 0
            ? []
            : [
                {
                  ...common,
                  case: 'outside',
                  message: text(
                    `${set.name}: pods of ${name} may be on ${hosts.slice(0, 5).join(', ')}, which belong to others (its pool: ${groups}).`,
                    `${set.name}: ${name} 파드가 다른 풀의 노드에 놓일 수 있습니다: ${hosts.slice(0, 5).join(', ')} (제 풀: ${groups}).`,
                  ),
                  pointer: '/spec/template/spec/affinity/nodeAffinity',
                  data: { role: name, hosts },
                },
              ]),
          ...(isShort
            ? [
                {
                  ...common,
                  case: 'nowhere',
                  message: text(
                    `${set.name}: ${set.replicas} pods of ${name}, but only ${allowed.length} nodes of the plan take one.`,
                    `${set.name}: ${name} 파드는 ${set.replicas}개인데 놓일 수 있는 노드는 ${allowed.length}대입니다.`,
                  ),
                  pointer: '/spec/template/spec/tolerations',
                  data: { role: name, nodes: allowed.length },
                },
              ]
            : []),
        ]
      })
    })
  },
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server') ? changedPod(object, { tolerations: [] }) : undefined,
})
