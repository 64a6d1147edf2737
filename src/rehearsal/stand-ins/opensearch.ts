// Stands in for the chart `opensearch`: one StatefulSet, its pods kept apart by a rule of the chart's own (templates/statefulset.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, workload } from './stand-in.ts'

const source = 'chart/opensearch'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const { value } = input
    const labels = { 'app.kubernetes.io/name': 'opensearch', 'app.kubernetes.io/instance': input.name }
    const rule = {
      labelSelector: { matchLabels: labels },
      topologyKey: at(value, 'antiAffinityTopologyKey') ?? 'kubernetes.io/hostname',
    }
    const apart = {
      hard: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [rule] } },
      soft: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: rule }],
        },
      },
    }[String(at(value, 'antiAffinity') ?? 'soft')]
    const image = objectAt(value, 'image')
    return [
      workload(input, source, {
        kind: 'StatefulSet',
        name: `${at(value, 'clusterName')}-${at(value, 'nodeGroup')}`,
        replicas: Number(at(value, 'replicas') ?? 3),
        labels,
        podLabels: objectAt(value, 'labels'),
        spec: {
          affinity: { nodeAffinity: at(value, 'nodeAffinity'), ...apart },
          tolerations: at(value, 'tolerations'),
          topologySpreadConstraints: at(value, 'topologySpreadConstraints'),
          priorityClassName: at(value, 'priorityClassName'),
        },
        resources: at(value, 'resources'),
        image: `${at(value, 'global', 'dockerRegistry')}/${image.repository}:${image.tag}`,
        claim: {
          storageClass: String(at(value, 'persistence', 'storageClass')),
          size: String(at(value, 'persistence', 'size')),
        },
      }),
    ]
  },
})
