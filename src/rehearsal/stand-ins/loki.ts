// Stands in for the chart `loki` with everything in one process (templates/monolithic/workload.yaml, _workload.tpl, _pod.tpl).

import { at, objectAt } from '../../model/json-at.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'chart/loki'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const server = objectAt(input.value, 'singleBinary')
    const image = objectAt(input.value, 'loki', 'image')
    return [
      workload(input, source, {
        kind: 'StatefulSet',
        name: String(at(input.value, 'fullnameOverride') ?? input.name),
        // The template makes one of none (`loki.monolithicReplicas`).
        replicas: Math.max(1, Number(server.replicas ?? 0)),
        labels: {
          'app.kubernetes.io/name': 'loki',
          'app.kubernetes.io/instance': input.name,
          'app.kubernetes.io/component': 'single-binary',
        },
        podLabels: { 'app.kubernetes.io/part-of': 'memberlist', ...objectAt(server, 'podLabels') },
        spec: scheduling(server),
        resources: server.resources,
        image: `${image.registry}/${image.repository}:${image.tag}`,
        claim: {
          storageClass: String(at(server, 'persistence', 'storageClass')),
          size: String(at(server, 'persistence', 'size')),
        },
      }),
    ]
  },
})
