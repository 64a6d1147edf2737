// Stands in for the chart `kube-prometheus-stack`, its sub-charts, and the Prometheus Operator's `Prometheus` and `Alertmanager`, of
// which the operator makes StatefulSets.

import { at, objectAt } from '../../model/json-at.ts'
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

/** What the operator makes of its own kinds. */
function operated(input: StandInInput, name: string, spec: ReturnType<typeof objectAt>, storage: string) {
  const claim = objectAt(spec, storage, 'volumeClaimTemplate', 'spec')
  return part(input, name, {
    kind: 'StatefulSet',
    replicas: Number(spec.replicas ?? 1),
    podLabels: objectAt(spec, 'podMetadata', 'labels'),
    spec: scheduling(spec),
    resources: spec.resources,
    claim: {
      storageClass: String(claim.storageClassName),
      size: String(at(claim, 'resources', 'requests', 'storage')),
    },
  })
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
