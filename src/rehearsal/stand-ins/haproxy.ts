// Stands in for the chart `haproxy`: a DaemonSet or a Deployment (templates/daemonset.yaml, deployment.yaml).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/haproxy'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const image = objectAt(input.value, 'image')
    const isDaemonSet = at(input.value, 'kind') === 'DaemonSet'
    return [
      workload(input, source, {
        kind: isDaemonSet ? 'DaemonSet' : 'Deployment',
        name: String(at(input.value, 'fullnameOverride') ?? input.name),
        replicas: Number(at(input.value, 'replicaCount') ?? 1),
        labels: { 'app.kubernetes.io/name': 'haproxy', 'app.kubernetes.io/instance': input.name },
        podLabels: objectAt(input.value, 'podLabels'),
        spec: {
          ...scheduling(input.value),
          hostNetwork: isDaemonSet && at(input.value, 'daemonset', 'useHostNetwork') === true ? true : null,
        },
        resources: at(input.value, 'resources'),
        image: `${image.repository}:${image.tag}`,
      }),
    ]
  },
})
