// Prometheus' way to metrics on Kubernetes: whoever has some declares the flow beside the endpoint (R-6.9).

import { type KubernetesObject, roleLabel } from '../model/kubernetes.ts'
import type { JsonObject, NetworkId } from '../model/plan.ts'
import type { KubernetesContext } from './kubernetes-context.ts'
import type { ExtraFlow, ShapeContext } from './service.ts'

/** A flow from Prometheus to each of these endpoints of one's own; none where the platform has no Prometheus. */
export function scraped<O>(
  { has }: ShapeContext<O>,
  network: NetworkId,
  ...endpoints: readonly string[]
): readonly ExtraFlow[] {
  if (!has('prometheus')) return []
  return endpoints.map((to) => ({
    from: 'prometheus/server',
    to,
    network,
    protocol: 'tcp',
    why: 'its metrics (R-6.9)',
  }))
}

/**
 * What tells Prometheus to measure the pods of a role; nothing where the platform has none. `port` is the name of a container's port.
 * By pods and not by Services: a Service hides which of several has the trouble. Prometheus Operator, "PodMonitor".
 */
export function podMonitor<O>(
  context: KubernetesContext<O>,
  role: string,
  endpoint: { readonly port: string; readonly path?: string; readonly basicAuth?: JsonObject },
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
