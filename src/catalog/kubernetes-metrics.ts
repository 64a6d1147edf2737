// How Prometheus finds on Kubernetes what endpoints with `metrics` say of themselves, and names it as it does on hosts, so that the same
// rules and dashboards hold.

import { type KubernetesObject, roleLabel } from '../model/kubernetes.ts'
import type { EndpointMetrics, JsonObject, Plan } from '../model/plan.ts'
import type { KubernetesContext } from './kubernetes-context.ts'
import { jobName, measuredEndpoints } from './measured-endpoints.ts'

/** What of a pod is asked. */
export interface PodEndpoint {
  /** Name of a container's port. */
  readonly port?: string
  /** Number of a container's port, where it has no name. */
  readonly portNumber?: number
  /** The port that is asked in its place, where no container declares that one. */
  readonly asksPort?: number
  readonly path?: string
  readonly basicAuth?: JsonObject
  readonly params?: EndpointMetrics['parameters']
}

/**
 * What tells Prometheus to measure the pods of a role; nothing where the platform has none.
 * By pods and not by Services: a Service hides which of several has the trouble. Prometheus Operator, "PodMonitor".
 */
export function podMonitor<O>(
  context: KubernetesContext<O>,
  role: string,
  { asksPort, ...endpoint }: PodEndpoint,
): readonly KubernetesObject[] {
  if (!context.has('prometheus')) return []
  const label = context.pod(role).labels[roleLabel] ?? ''
  const relabelings = [
    jobOf(context.plan, label),
    ...hostLabels(label),
    ...(asksPort === undefined
      ? []
      : [
          {
            sourceLabels: ['__meta_kubernetes_pod_ip'],
            targetLabel: '__address__',
            replacement: `$1:${asksPort}`,
          },
        ]),
  ]
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: role, namespace: context.namespace, labels: context.labels(role) },
      spec: {
        selector: { matchLabels: { [roleLabel]: label } },
        podMetricsEndpoints: [{ path: '/metrics', ...endpoint, relabelings }],
      },
    },
  ]
}

/**
 * Relabelings that give the series of a role (`trino.worker`, its pods' label) the labels that they have on hosts: `service`, `role` and `host`.
 * `instance` is the name of the pod, which kubectl takes.
 */
export function hostLabels(label: string): readonly JsonObject[] {
  const [service = '', role = ''] = label.split('.')
  return [
    { targetLabel: 'service', replacement: service },
    { targetLabel: 'role', replacement: role },
    { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'host' },
    { sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'instance' },
  ]
}

/** The job that the role's endpoint has on hosts, too. */
function jobOf({ endpoints }: Pick<Plan, 'endpoints'>, label: string): JsonObject {
  const endpoint = measuredEndpoints({ endpoints }).find(
    ({ service, role }) => `${service}.${role}` === label,
  )
  return { targetLabel: 'job', replacement: endpoint === undefined ? label : jobName(endpoint) }
}
