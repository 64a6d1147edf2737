// Stands in for a `KafkaNodePool`: Strimzi makes a pod and a claim for each node of the pool, and a budget by number over them.

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
    const labels = { 'strimzi.io/cluster': cluster, 'strimzi.io/pool-name': input.name }
    const replicas = Number(spec.replicas ?? 1)
    return [
      workload(input, source, {
        kind: 'StatefulSet',
        name: `${cluster}-${input.name}`,
        replicas,
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
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: `${cluster}-${input.name}`, namespace: input.namespace, labels },
        spec: { minAvailable: Math.max(0, replicas - 1), selector: { matchLabels: labels } },
      },
    ]
  },
})
