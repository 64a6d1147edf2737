// Stands in for the chart `strimzi-kafka-operator`: the cluster operator (templates/060-Deployment-strimzi-cluster-operator.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/strimzi-kafka-operator'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => [
    workload(input, source, {
      kind: 'Deployment',
      name: 'strimzi-cluster-operator',
      replicas: Number(at(input.value, 'replicas') ?? 1),
      labels: { name: 'strimzi-cluster-operator' },
      podLabels: objectAt(input.value, 'labels'),
      spec: scheduling(input.value),
      resources: at(input.value, 'resources'),
      strategy: at(input.value, 'deploymentStrategy'),
      image: `${at(input.value, 'defaultImageRegistry')}/${at(input.value, 'defaultImageRepository')}/operator:${at(input.value, 'defaultImageTag')}`,
    }),
  ],
})
