// Check of manifests: every container has as much memory as it may use, and the pod as much as planned.

import { at } from '../../../model/json-at.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedContainers, isWorkloadOf } from '../plant.ts'
import { mebibytes } from '../quantity.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-memory',
  severity: 'error',
  why: text(
    'A pod that may use more than it asked for is the first to be ended when the node runs short, and takes others with it.',
    '요청보다 많이 쓸 수 있는 파드는 노드 메모리가 모자랄 때 먼저 종료되고, 이웃까지 위험하게 합니다.',
  ),
  find: ({ roles }) =>
    roles.flatMap(({ name, instances: [instance], sets }) =>
      sets.flatMap((set) => {
        const asked = set.containers.map((container) => {
          const requested = mebibytes(at(container, 'resources', 'requests', 'memory'))
          const limit = mebibytes(at(container, 'resources', 'limits', 'memory'))
          return { container: String(container.name), requested: requested ?? limit, limit }
        })
        const uneven = asked.flatMap((one, index) =>
          one.limit !== undefined && one.limit === one.requested ? [] : [{ ...one, index }],
        )
        const sum = asked.reduce((total, { requested }) => total + (requested ?? 0), 0)
        const planned = instance?.size.production.memoryMiB ?? 0
        const words = (mib: number | undefined) => (mib === undefined ? '–' : `${mib} MiB`)
        return [
          ...uneven.map(({ container, requested, limit, index }) => ({
            case: 'uneven',
            // A sidecar of a chart is small; the main container is what was planned.
            severity: index === 0 ? ('error' as const) : ('warning' as const),
            message: text(
              `${set.name}: container ${container} asks for ${words(requested)} of memory, its limit is ${words(limit)}.`,
              `${set.name}: 컨테이너 ${container}의 메모리 요청은 ${words(requested)}, 상한은 ${words(limit)}입니다.`,
            ),
            fix: text(
              'Set requests.memory and limits.memory to the same.',
              'requests.memory와 limits.memory를 같게 하세요.',
            ),
            manifest: set.manifest,
            pointer: `/spec/template/spec/containers/${index}/resources`,
            data: { role: name, container, requestedMiB: requested ?? null, limitMiB: limit ?? null },
          })),
          ...(sum === planned || uneven.some(({ index }) => index === 0)
            ? []
            : [
                {
                  case: sum < planned ? 'less' : 'more',
                  // A little more for a sidecar is no reason to stop; less starves what was sized.
                  severity:
                    sum < planned || sum > planned * 1.1 + 256 ? ('error' as const) : ('advice' as const),
                  message: text(
                    `${set.name}: a pod of ${name} has ${sum} MiB of memory, the plan ${planned}.`,
                    `${set.name}: ${name} 파드의 메모리가 ${sum} MiB입니다. 계획은 ${planned} MiB입니다.`,
                  ),
                  fix: text(
                    `Ask for ${planned}Mi, or change the plan.`,
                    `${planned}Mi로 하거나 계획을 바꾸세요.`,
                  ),
                  manifest: set.manifest,
                  pointer: '/spec/template/spec/containers/0/resources/requests/memory',
                  data: { role: name, plannedMiB: planned, foundMiB: sum },
                },
              ]),
        ]
      }),
    ),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server')
      ? changedContainers(object, { resources: { requests: { memory: '64Mi' }, limits: { memory: '64Mi' } } })
      : undefined,
})
