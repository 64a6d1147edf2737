// Check of manifests: pods that Kubernetes would refuse although it takes the workload. A StatefulSet with such a template is accepted and
// never has a pod.

import { at, listAt, objectAt } from '../../../model/json-at.ts'
import type { JsonObject } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import type { PodSet } from '../manifest-facts.ts'
import { changedContainers, isWorkloadOf } from '../plant.ts'
import { amountOf } from '../quantity.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-pod',
  severity: 'error',
  why: text(
    'Kubernetes takes the workload and refuses each of its pods: nothing ever runs, and only an event says so.',
    'Kubernetes가 워크로드는 받아들이지만 파드는 거부합니다. 아무것도 실행되지 않고 이벤트에만 이유가 남습니다.',
  ),
  find: ({ sets }) =>
    sets.flatMap((set) =>
      containersOf(set).flatMap(({ container, pointer }) => [
        ...mountsOfNothing(set, container).map(({ name, index }) => ({
          manifest: set.manifest,
          case: 'mount',
          message: text(
            `${set.name}: ${String(container.name)} mounts ${name}, and the pod has no such volume.`,
            `${set.name}: ${String(container.name)} 컨테이너가 마운트하는 볼륨 ${name}이(가) 파드에 없습니다.`,
          ),
          fix: text(
            'Add the volume or a claim of that name, or leave the mount out.',
            '그 이름의 볼륨이나 클레임을 더하거나 마운트를 빼세요.',
          ),
          pointer: `${pointer}/volumeMounts/${index}`,
          data: { role: set.role ?? null, volume: name },
        })),
        ...requestsAboveLimits(container).map(({ resource, request, limit }) => ({
          manifest: set.manifest,
          case: 'limit',
          message: text(
            `${set.name}: ${String(container.name)} requests ${request} of ${resource} and is limited to ${limit}.`,
            `${set.name}: ${String(container.name)} 컨테이너의 ${resource} 요청 ${request}이(가) 제한 ${limit}보다 큽니다.`,
          ),
          fix: text(
            'Raise or remove the limit; a chart may bring one of its own.',
            '제한을 올리거나 없애세요. 차트의 기본값일 수 있습니다.',
          ),
          pointer: `${pointer}/resources`,
          data: { role: set.role ?? null, resource, request, limit },
        })),
      ]),
    ),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server')
      ? changedContainers(object, { resources: { requests: { cpu: '1' }, limits: { cpu: '100m' } } })
      : undefined,
})

function containersOf({
  spec,
}: PodSet): readonly { readonly container: JsonObject; readonly pointer: string }[] {
  return ['containers', 'initContainers'].flatMap((kind) =>
    listAt(spec, kind).map((container, index) => ({
      container,
      pointer: `/spec/template/spec/${kind}/${index}`,
    })),
  )
}

/** Mounts whose name neither a volume nor a claim has. */
function mountsOfNothing({ spec, manifest }: PodSet, container: JsonObject) {
  const claims = listAt(manifest.object, 'spec', 'volumeClaimTemplates').map((one) =>
    at(one, 'metadata', 'name'),
  )
  const names = new Set([...listAt(spec, 'volumes').map(({ name }) => name), ...claims])
  return listAt(container, 'volumeMounts').flatMap(({ name }, index) =>
    names.has(name) ? [] : [{ name: String(name), index }],
  )
}

function requestsAboveLimits(container: JsonObject) {
  const requests = objectAt(container, 'resources', 'requests')
  const limits = objectAt(container, 'resources', 'limits')
  return Object.entries(requests).flatMap(([resource, request]) => {
    const limit = limits[resource]
    if (limit === undefined || limit === null) return []
    const [asked, most] = [amountOf(request), amountOf(limit)]
    return asked === undefined || most === undefined || asked <= most
      ? []
      : [{ resource, request: String(request), limit: String(limit) }]
  })
}
