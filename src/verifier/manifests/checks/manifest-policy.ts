// Check of manifests: nothing in a namespace of the platform is open unless a policy opens it.

import { at, objectAt } from '../../../model/json-at.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedSpec } from '../plant.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-policy',
  severity: 'error',
  why: text(
    'Kubernetes lets every pod of the cluster reach every other one until a policy of its namespace takes both apart.',
    'Kubernetes에서는 네임스페이스에 정책이 있기 전까지 모든 파드가 서로 닿습니다.',
  ),
  find: ({ sets, manifests }) => {
    const closed = new Set(
      manifests
        .filter(
          ({ object }) =>
            object.kind === 'NetworkPolicy' &&
            Object.keys(objectAt(object, 'spec', 'podSelector')).length === 0 &&
            at(object, 'spec', 'ingress') === undefined &&
            JSON.stringify(at(object, 'spec', 'policyTypes') ?? ['Ingress']).includes('Ingress'),
        )
        .map(({ object }) => object.metadata.namespace),
    )
    const open = new Map(
      sets
        // Without a namespace, the release decides which policies hold.
        .filter(({ role, namespace }) => role !== undefined && namespace !== '' && !closed.has(namespace))
        .map((set) => [set.namespace, set]),
    )
    return [...open.values()].map(({ namespace, manifest }) => ({
      case: 'open',
      message: text(
        `Namespace ${namespace}: no NetworkPolicy denies what is not allowed.`,
        `네임스페이스 ${namespace}: 허용하지 않은 접근을 막는 NetworkPolicy가 없습니다.`,
      ),
      fix: text(
        'Add a NetworkPolicy with an empty podSelector and no ingress rules, as hanok render writes it.',
        'hanok render가 만드는 것처럼 podSelector가 비고 ingress 규칙이 없는 NetworkPolicy를 두세요.',
      ),
      manifest,
      pointer: '/metadata/namespace',
      data: { namespace },
    }))
  },
  plant: (object) => (object.kind === 'NetworkPolicy' ? changedSpec(object, { ingress: [{}] }) : undefined),
})
