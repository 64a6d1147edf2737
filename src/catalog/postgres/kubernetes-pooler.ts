// The pooler as a custom resource: CloudNativePG makes a Deployment of PgBouncer and a Service of it, and sets up how it logs in.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { oneAtATime } from '../kubernetes-objects.ts'
import { clientConnections } from './access.ts'
import type { PostgresOptions } from './options.ts'
import { pgBouncerVersion, poolerParameters } from './pooler.ts'

/** Name of the resource, and of the Service that the operator makes of it. Never that of the cluster (CloudNativePG, "Connection pooling"). */
export const poolerName = 'postgres-pooler'

/** Whether clients go through a pooler. */
export function isPooled({ instances }: Plan): boolean {
  return instances.some(({ service, role }) => service === 'postgres' && role === 'pooler')
}

/**
 * The pooler and what measures it; nothing where clients reach the server itself. No secret is named: then the operator makes
 * the user `cnpg_pooler_pgbouncer`, its certificate and its query for passwords itself (CloudNativePG 1.30, "Connection pooling",
 * "Authentication").
 */
export function poolerObjects(
  context: KubernetesContext<PostgresOptions>,
  cluster: string,
): readonly KubernetesObject[] {
  if (!isPooled(context.plan)) return []
  const { affinity, labels, resources, priorityClassName, tolerations, topologySpreadConstraints } =
    context.pod('pooler')
  return [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: poolerName, namespace: context.namespace, labels: context.labels('pooler') },
      spec: {
        cluster: { name: cluster },
        type: 'rw',
        instances: context.instancesOf('pooler').length,
        deploymentStrategy: oneAtATime,
        pgbouncer: {
          // Grafana migrates under a lock of its session, the Metastore sets the isolation of its: README.md beside this file.
          poolMode: 'session',
          image: context.image(`ghcr.io/cloudnative-pg/pgbouncer:${pgBouncerVersion}`),
          parameters: poolerParameters(clientConnections(context.plan)),
        },
        template: {
          metadata: { labels },
          spec: {
            affinity,
            tolerations,
            ...(topologySpreadConstraints.length === 0 ? {} : { topologySpreadConstraints }),
            priorityClassName,
            // The operator finds its container by this name, and fills in the rest.
            containers: [{ name: 'pgbouncer', resources }],
          },
        },
      },
    },
    ...podMonitor(context, 'pooler', { port: 'metrics' }),
  ]
}
