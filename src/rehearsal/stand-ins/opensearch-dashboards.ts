// Stands in for the chart `opensearch-dashboards` (templates/deployment.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/opensearch-dashboards'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const image = objectAt(input.value, 'image')
    return [
      workload(input, source, {
        kind: 'Deployment',
        name: String(at(input.value, 'fullnameOverride') ?? input.name),
        replicas: Number(at(input.value, 'replicaCount') ?? 1),
        labels: {
          'app.kubernetes.io/name': 'opensearch-dashboards',
          'app.kubernetes.io/instance': input.name,
        },
        podLabels: objectAt(input.value, 'labels'),
        spec: scheduling(input.value),
        resources: at(input.value, 'resources'),
        strategy: at(input.value, 'updateStrategy'),
        image: `${image.repository}:${image.tag}`,
      }),
    ]
  },
})
