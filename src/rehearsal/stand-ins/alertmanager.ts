// Stands in for the Prometheus Operator's `Alertmanager`: it makes a StatefulSet of it, with a claim for each pod.

import { operatedSet } from './prometheus-server.ts'
import { defineStandIn } from './stand-in.ts'

const source = 'monitoring.coreos.com/Alertmanager'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => [operatedSet(input, source, 'alertmanager')],
})
