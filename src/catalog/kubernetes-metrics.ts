// How Prometheus finds on Kubernetes what endpoints with `metrics` say of themselves.

import { type KubernetesObject, roleLabel } from '../model/kubernetes.ts'
import type { EndpointMetrics, JsonObject } from '../model/plan.ts'
import type { KubernetesContext } from './kubernetes-context.ts'

/**
 * What tells Prometheus to measure the pods of a role; nothing where the platform has none. `port` is the name of a container's port.
 * By pods and not by Services: a Service hides which of several has the trouble. Prometheus Operator, "PodMonitor".
 */
export function podMonitor<O>(
  context: KubernetesContext<O>,
  role: string,
  endpoint: {
    readonly port: string
    readonly path?: string
    readonly basicAuth?: JsonObject
    readonly params?: EndpointMetrics['parameters']
  },
): readonly KubernetesObject[] {
  if (!context.has('prometheus')) return []
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: role, namespace: context.namespace, labels: context.labels(role) },
      spec: {
        selector: { matchLabels: { [roleLabel]: context.pod(role).labels[roleLabel] ?? '' } },
        podMetricsEndpoints: [{ path: '/metrics', ...endpoint }],
      },
    },
  ]
}
