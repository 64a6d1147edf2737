// Stands in for the Prometheus Operator's `Prometheus`: it makes a StatefulSet of it, with a claim for each pod.

import { at, listAt, objectAt } from '../../model/json-at.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { defineStandIn, type StandInInput, scheduling, workload } from './stand-in.ts'

const source = 'monitoring.coreos.com/Prometheus'

/** What the operator makes of one of its kinds whose pods keep something: `prometheus` or `alertmanager`, as its pods are named. */
export function operatedSet(input: StandInInput, kind: string, name: string): KubernetesObject {
  const spec = objectAt(input.value, 'spec')
  const claim = objectAt(spec, 'storage', 'volumeClaimTemplate', 'spec')
  return workload(input, kind, {
    kind: 'StatefulSet',
    name: `${name}-${input.name}`,
    replicas: Number(spec.replicas ?? 1),
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': input.name },
    podLabels: objectAt(spec, 'podMetadata', 'labels'),
    spec: scheduling(spec),
    resources: spec.resources,
    image: String(spec.image ?? name),
    // The reloader, which the operator adds; what the object says of it is laid over what the operator makes.
    beside: listAt(spec, 'containers'),
    claim: {
      storageClass: String(claim.storageClassName),
      size: String(at(claim, 'resources', 'requests', 'storage')),
    },
  })
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => [operatedSet(input, source, 'prometheus')],
})
