// The rules of every service as the operator takes them, and the labels by which its own monitors' series are known on hosts.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { hostLabels } from '../kubernetes-metrics.ts'
import type { PrometheusOptions } from './options.ts'
import { hasRules, ruleGroup } from './rule-files.ts'

type Context = KubernetesContext<PrometheusOptions>

/** A `PrometheusRule` for each service that has rules. Prometheus Operator, "PrometheusRule". */
export function prometheusRules(context: Context): readonly KubernetesObject[] {
  return Object.keys(context.plan.services)
    .sort()
    .flatMap((service) => {
      const rules = context.rulesOf(service)
      if (!hasRules(rules)) return []
      return [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: service, namespace: context.namespace, labels: context.labels('server') },
          spec: { groups: [ruleGroup(service, rules)] },
        },
      ]
    })
}

/**
 * Relabelings of one of the chart's own monitors; its job stays, since the chart's own rules ask for it. `port`: the only one of its Service that
 * is asked: the reloader beside a server tells metrics, too, and would count as a second server.
 */
export function chartMonitor(role: string, port?: string): JsonObject {
  return {
    relabelings: [
      ...(port === undefined ? [] : [{ sourceLabels: ['endpoint'], regex: port, action: 'keep' }]),
      ...hostLabels(`prometheus.${role}`),
    ],
  }
}
