// Stands in for a `KafkaNodePool`: Strimzi makes a pod and a claim for each node of the pool. Their budget is the cluster's.

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'kafka.strimzi.io/KafkaNodePool'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const pod = objectAt(spec, 'template', 'pod')
    const cluster = String(at(input.value, 'metadata', 'labels', 'strimzi.io/cluster'))
    const labels = {
      'strimzi.io/cluster': cluster,
      'strimzi.io/name': `${cluster}-kafka`,
      'strimzi.io/pool-name': input.name,
    }
    return [
      workload(input, source, {
        kind: 'StatefulSet',
        name: `${cluster}-${input.name}`,
        replicas: Number(spec.replicas ?? 1),
        labels,
        podLabels: objectAt(pod, 'metadata', 'labels'),
        spec: scheduling(pod),
        resources: spec.resources,
        image: 'kafka',
        claim: {
          storageClass: String(at(spec, 'storage', 'class')),
          size: String(at(spec, 'storage', 'size')),
        },
      }),
    ]
  },
})
