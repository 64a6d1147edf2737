// Stands in for the chart `kube-prometheus-stack`, its sub-charts, and the Prometheus Operator's `Prometheus` and `Alertmanager`, of
// which the operator makes StatefulSets.

import { objectAt } from '../../model/json-at.ts'
import type { JsonObject } from '../../model/plan.ts'
import { operatedSet } from './prometheus-server.ts'
import { defineStandIn, type StandInInput, scheduling, type Workload, workload } from './stand-in.ts'

const source = 'chart/kube-prometheus-stack'

function part(input: StandInInput, name: string, made: Omit<Workload, 'name' | 'labels' | 'image'>) {
  return workload(input, source, {
    name: `${input.name}-${name}`,
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': input.name },
    image: name,
    ...made,
  })
}

/** What the operator makes of the chart's own `Prometheus` and `Alertmanager`. */
function operated(input: StandInInput, name: string, values: JsonObject, storage: string) {
  const { image, ...spec } = values
  return operatedSet(
    { ...input, name: `${input.name}-${name}`, value: { spec: { ...spec, storage: spec[storage] ?? {} } } },
    source,
    name,
  )
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const operator = objectAt(input.value, 'prometheusOperator')
    const state = objectAt(input.value, 'kube-state-metrics')
    const node = objectAt(input.value, 'prometheus-node-exporter')
    return [
      operated(input, 'prometheus', objectAt(input.value, 'prometheus', 'prometheusSpec'), 'storageSpec'),
      operated(input, 'alertmanager', objectAt(input.value, 'alertmanager', 'alertmanagerSpec'), 'storage'),
      part(input, 'operator', {
        kind: 'Deployment',
        replicas: 1,
        podLabels: objectAt(operator, 'podLabels'),
        spec: scheduling(operator),
        resources: operator.resources,
        strategy: operator.strategy,
      }),
      part(input, 'kube-state-metrics', {
        kind: 'Deployment',
        replicas: Number(state.replicas ?? 1),
        podLabels: objectAt(state, 'customLabels'),
        spec: scheduling(state),
        resources: state.resources,
        strategy: state.updateStrategy === undefined ? undefined : { type: state.updateStrategy },
      }),
      part(input, 'node-exporter', {
        kind: 'DaemonSet',
        replicas: 0,
        podLabels: objectAt(node, 'podLabels'),
        spec: scheduling(node),
        resources: node.resources,
      }),
    ]
  },
})
