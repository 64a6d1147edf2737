// Stands in for the chart `trino`: a coordinator, and workers where there are any (templates/deployment-*.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, type StandInInput, scheduling, workload } from './stand-in.ts'

const source = 'chart/trino'

function role(input: StandInInput, name: 'coordinator' | 'worker', replicas: number) {
  const values = objectAt(input.value, name)
  const fullname = String(at(input.value, 'fullnameOverride') ?? input.name)
  const image = objectAt(input.value, 'image')
  return workload(input, source, {
    kind: 'Deployment',
    name: `${fullname}-${name}`,
    replicas,
    labels: {
      'app.kubernetes.io/name': 'trino',
      'app.kubernetes.io/instance': input.name,
      'app.kubernetes.io/component': name,
    },
    podLabels: objectAt(values, 'labels'),
    spec: {
      ...scheduling(values),
      terminationGracePeriodSeconds: at(values, 'terminationGracePeriodSeconds') ?? 30,
    },
    resources: at(values, 'resources'),
    strategy: at(values, 'deployment', 'strategy'),
    image: `${image.registry}/${image.repository}:${image.tag}`,
  })
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const workers = Number(at(input.value, 'server', 'workers') ?? 2)
    return [role(input, 'coordinator', 1), ...(workers > 0 ? [role(input, 'worker', workers)] : [])]
  },
})
