// Stands in for the chart `spark-operator`: controller and webhook (templates/controller/deployment.yaml, webhook/deployment.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/spark-operator'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const image = objectAt(input.value, 'image')
    return (['controller', 'webhook'] as const).map((part) => {
      const values = objectAt(input.value, part)
      return workload(input, source, {
        kind: 'Deployment',
        name: `${at(input.value, 'fullnameOverride') ?? input.name}-${part}`,
        replicas: Number(values.replicas ?? 1),
        labels: {
          'app.kubernetes.io/name': 'spark-operator',
          'app.kubernetes.io/instance': input.name,
          'app.kubernetes.io/component': part,
        },
        podLabels: objectAt(values, 'labels'),
        spec: scheduling(values),
        resources: values.resources,
        image: `${image.registry}/${image.repository}:${image.tag}`,
      })
    })
  },
})
