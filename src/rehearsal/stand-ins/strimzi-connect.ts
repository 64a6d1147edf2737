// Stands in for a `KafkaConnect`: Strimzi makes a set of pods and a budget by number over them.

import { objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'kafka.strimzi.io/KafkaConnect'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const pod = objectAt(spec, 'template', 'pod')
    const labels = { 'strimzi.io/cluster': input.name, 'strimzi.io/kind': 'KafkaConnect' }
    const replicas = Number(spec.replicas ?? 1)
    return [
      workload(input, source, {
        // Strimzi's own sets of pods replace one at a time, each under its name.
        kind: 'StatefulSet',
        name: `${input.name}-connect`,
        replicas,
        labels,
        podLabels: objectAt(pod, 'metadata', 'labels'),
        spec: scheduling(pod),
        resources: spec.resources,
        image: 'kafka',
      }),
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: `${input.name}-connect`, namespace: input.namespace, labels },
        spec: { minAvailable: Math.max(0, replicas - 1), selector: { matchLabels: labels } },
      },
    ]
  },
})
