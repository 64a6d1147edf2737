// Check of manifests: pods say when they are ready, and run as nobody who matters.

import { at, listAt, objectAt } from '../../../model/json-at.ts'
import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import type { PodSet } from '../manifest-facts.ts'
import { changedContainers, isWorkloadOf } from '../plant.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-probes',
  severity: 'warning',
  why: text(
    'Without a readiness probe a Service sends users to what is still starting, and an upgrade goes on over what never comes up.',
    '준비 확인이 없으면 시작 중인 파드로 사용자를 보내고, 올라오지 못한 파드를 두고 업그레이드가 계속됩니다.',
  ),
  find: ({ roles }) =>
    roles.flatMap(({ name, sets }) =>
      sets
        .filter(({ manifest }) => manifest.stoodInFor === undefined)
        .flatMap((set) => {
          const unready = !set.containers.some(({ readinessProbe }) => readinessProbe !== undefined)
          const root =
            at(set.spec, 'securityContext', 'runAsNonRoot') !== true &&
            !setsAddresses(set) &&
            !readsNodeLogs(set)
              ? set.containers.findIndex(
                  (one) =>
                    at(one, 'securityContext', 'runAsNonRoot') !== true &&
                    !(
                      Number(
                        at(one, 'securityContext', 'runAsUser') ??
                          at(set.spec, 'securityContext', 'runAsUser') ??
                          0,
                      ) > 0
                    ),
                )
              : -1
          const common = { manifest: set.manifest, data: { role: name } }
          return [
            ...(unready
              ? [
                  {
                    ...common,
                    case: 'readiness',
                    message: text(
                      `${set.name}: no container says when it is ready.`,
                      `${set.name}: 준비되었는지 알리는 컨테이너가 없습니다.`,
                    ),
                    fix: text('Add a readinessProbe.', 'readinessProbe를 더하세요.'),
                    pointer: '/spec/template/spec/containers/0',
                  },
                ]
              : []),
            ...(root >= 0
              ? [
                  {
                    ...common,
                    case: 'root',
                    message: text(
                      `${set.name}: nothing keeps its processes from being root.`,
                      `${set.name}: root로 실행되는 것을 막지 않습니다.`,
                    ),
                    fix: text(
                      'Set runAsNonRoot: true, or a user above 0.',
                      'runAsNonRoot: true 또는 0보다 큰 사용자를 정하세요.',
                    ),
                    pointer: `/spec/template/spec/containers/${root}/securityContext`,
                  },
                ]
              : []),
          ]
        }),
    ),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server')
      ? changedContainers(object, { readinessProbe: undefined })
      : undefined,
})

/** Adding addresses to the node's own interfaces, as keepalived does, takes root beside the capability. */
function setsAddresses({ spec, containers }: PodSet): boolean {
  return (
    spec.hostNetwork === true &&
    containers.some((one) =>
      JSON.stringify(at(one, 'securityContext', 'capabilities', 'add') ?? []).includes('"NET_ADMIN"'),
    )
  )
}

/**
 * The logs of pods are files of root that runtimes let nobody else read (containerd: 0640). Root that has given up every capability is no
 * more than their owner.
 */
function readsNodeLogs({ spec, containers }: PodSet): boolean {
  const logs = listAt(spec, 'volumes').find((volume) => at(volume, 'hostPath', 'path') === '/var/log')
  return (
    logs !== undefined &&
    containers.every((one) => {
      const { drop, add } = objectAt(one, 'securityContext', 'capabilities')
      const mount = listAt(one, 'volumeMounts').find(({ name }) => name === logs.name)
      return (
        JSON.stringify(drop ?? []) === '["ALL"]' &&
        add === undefined &&
        at(one, 'securityContext', 'allowPrivilegeEscalation') === false &&
        mount?.readOnly === true
      )
    })
  )
}
