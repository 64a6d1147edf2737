// Stands in for the chart `seaweedfs`: masters, sets of volume servers, filers and S3 gateways (templates/*/*-statefulset.yaml).
// Several of its values are YAML as text.

import { parse } from 'yaml'
import { at, objectAt } from '../../model/json-at.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'
import { defineStandIn, type StandInInput, type Workload, workload } from './stand-in.ts'

const source = 'chart/seaweedfs'

function fromText(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' && value !== '' ? (parse(value) as JsonValue) : undefined
}

function part(
  input: StandInInput,
  component: string,
  values: JsonObject,
  more: Pick<Workload, 'kind'> & Partial<Workload>,
) {
  const image = objectAt(input.value, 'global', 'seaweedfs', 'image')
  return workload(input, source, {
    name: `seaweedfs-${component}`,
    replicas: Number(values.replicas ?? 1),
    labels: {
      'app.kubernetes.io/name': 'seaweedfs',
      'app.kubernetes.io/instance': input.name,
      'app.kubernetes.io/component': component,
    },
    podLabels: objectAt(values, 'podLabels'),
    spec: {
      affinity: fromText(values.affinity),
      tolerations: fromText(values.tolerations),
      topologySpreadConstraints: fromText(values.topologySpreadConstraints),
      priorityClassName: values.priorityClassName,
    },
    resources: values.resources,
    image: `${at(input.value, 'global', 'imageRegistry')}/${image.name}:${at(input.value, 'image', 'tag')}`,
    ...more,
  })
}

function claimOf(data: JsonObject): Pick<Workload, 'claim'> {
  if (data.type !== 'persistentVolumeClaim') return {}
  return { claim: { storageClass: String(data.storageClass), size: String(data.size) } }
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const { value } = input
    const master = objectAt(value, 'master')
    const filer = objectAt(value, 'filer')
    const s3 = objectAt(value, 's3')
    const sets = Object.entries(objectAt(value, 'volumes'))
    return [
      part(input, 'master', master, { kind: 'StatefulSet', ...claimOf(objectAt(master, 'data')) }),
      ...sets.map(([rack, values]) => {
        const [data] = (at(values, 'dataDirs') ?? []) as readonly JsonObject[]
        return part(input, `volume-${rack}`, values as JsonObject, {
          kind: 'StatefulSet',
          ...claimOf(data ?? {}),
        })
      }),
      part(input, 'filer', filer, { kind: 'StatefulSet', ...claimOf(objectAt(filer, 'data')) }),
      ...(s3.enabled === true ? [part(input, 's3', s3, { kind: 'Deployment' })] : []),
    ]
  },
})
