// Stands in for the chart `grafana` (templates/deployment.yaml, _pod.tpl).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/grafana'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const image = objectAt(input.value, 'image')
    return [
      workload(input, source, {
        kind: 'Deployment',
        name: 'grafana',
        replicas: Number(at(input.value, 'replicas') ?? 1),
        labels: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': input.name },
        podLabels: objectAt(input.value, 'podLabels'),
        spec: scheduling(input.value),
        resources: at(input.value, 'resources'),
        strategy: at(input.value, 'deploymentStrategy'),
        image: `${image.registry}/${image.repository}:${image.tag}`,
      }),
    ]
  },
})
