// Stands in for the chart `cloudnative-pg`: the operator itself (templates/deployment.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/cloudnative-pg'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => [
    workload(input, source, {
      kind: 'Deployment',
      name: String(at(input.value, 'fullnameOverride') ?? input.name),
      replicas: Number(at(input.value, 'replicaCount') ?? 1),
      labels: { 'app.kubernetes.io/name': 'cloudnative-pg', 'app.kubernetes.io/instance': input.name },
      podLabels: objectAt(input.value, 'podLabels'),
      spec: scheduling(input.value),
      resources: at(input.value, 'resources'),
      strategy: at(input.value, 'updateStrategy'),
      image: `${at(input.value, 'image', 'repository')}:${at(input.value, 'image', 'tag')}`,
    }),
  ],
})
