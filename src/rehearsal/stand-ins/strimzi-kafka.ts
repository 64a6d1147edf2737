// Stands in for a `Kafka`: its nodes come from the pools; what Strimzi makes beside them is the pod of the topic and user operators, and
// one budget over the nodes of all pools, controllers and brokers together (Strimzi 1.2.0, KafkaCluster, generatePodDisruptionBudget).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'kafka.strimzi.io/Kafka'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const operators = objectAt(input.value, 'spec', 'entityOperator')
    const pod = objectAt(operators, 'template', 'pod')
    const memoryOf = (name: string) =>
      Number(/^(\d+)Mi$/.exec(String(at(operators, name, 'resources', 'limits', 'memory')))?.[1] ?? 0)
    const memory = `${memoryOf('topicOperator') + memoryOf('userOperator')}Mi`
    return [
      workload(input, source, {
        kind: 'Deployment',
        name: `${input.name}-entity-operator`,
        replicas: 1,
        labels: { 'strimzi.io/cluster': input.name, 'strimzi.io/name': `${input.name}-entity-operator` },
        podLabels: objectAt(pod, 'metadata', 'labels'),
        spec: scheduling(pod),
        resources: { requests: { memory }, limits: { memory } },
        image: 'operator',
      }),
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: `${input.name}-kafka`, namespace: input.namespace },
        spec: {
          // Strimzi counts its nodes and asks for all but so many; the sets that stand in for its pods can be counted by the cluster.
          maxUnavailable: Number(
            at(input.value, 'spec', 'kafka', 'template', 'podDisruptionBudget', 'maxUnavailable') ?? 1,
          ),
          selector: {
            matchLabels: { 'strimzi.io/cluster': input.name, 'strimzi.io/name': `${input.name}-kafka` },
          },
        },
      },
    ]
  },
})
