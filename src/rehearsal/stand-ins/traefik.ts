// Stands in for the chart `traefik` (templates/deployment.yaml, _podtemplate.tpl).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/traefik'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const image = objectAt(input.value, 'image')
    return [
      workload(input, source, {
        kind: 'Deployment',
        name: input.name,
        replicas: Number(at(input.value, 'deployment', 'replicas') ?? 1),
        labels: { 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': input.name },
        podLabels: objectAt(input.value, 'deployment', 'podLabels'),
        spec: scheduling(input.value),
        resources: at(input.value, 'resources'),
        strategy: at(input.value, 'updateStrategy'),
        image: `${image.registry}/${image.repository}:${image.tag}`,
      }),
    ]
  },
})
