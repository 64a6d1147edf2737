// Stands in for CloudNativePG's `Cluster`: the operator makes a pod and a claim for each instance, and binds a pod to its claim. A
// StatefulSet does the same here.

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, workload } from './stand-in.ts'

const source = 'postgresql.cnpg.io/Cluster'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const affinity = objectAt(spec, 'affinity')
    const labels = { 'cnpg.io/cluster': input.name, 'cnpg.io/podRole': 'instance' }
    // CloudNativePG, "Scheduling": it adds the rule itself, over its own label.
    const rule = { labelSelector: { matchLabels: labels }, topologyKey: affinity.topologyKey }
    const apart =
      affinity.enablePodAntiAffinity === false
        ? {}
        : affinity.podAntiAffinityType === 'required'
          ? { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [rule] } }
          : {
              podAntiAffinity: {
                preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: rule }],
              },
            }
    return [
      workload(input, source, {
        kind: 'StatefulSet',
        name: input.name,
        replicas: Number(spec.instances ?? 1),
        labels,
        podLabels: objectAt(spec, 'inheritedMetadata', 'labels'),
        spec: {
          affinity: { nodeAffinity: affinity.nodeAffinity, ...apart },
          tolerations: affinity.tolerations,
          topologySpreadConstraints: spec.topologySpreadConstraints,
          priorityClassName: spec.priorityClassName,
        },
        resources: spec.resources,
        image: String(spec.imageName),
        claim: {
          storageClass: String(at(spec, 'storage', 'storageClass')),
          size: String(at(spec, 'storage', 'size')),
        },
      }),
    ]
  },
})
