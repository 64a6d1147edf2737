// Backups of Postgres on Kubernetes: base backups on a schedule and the log all the time, to an object store outside of the
// platform (docs/adr/0016-postgres-backups-on-kubernetes.md).

import { type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import type { PostgresOptions } from './options.ts'

type Context = KubernetesContext<PostgresOptions>

/** The two keys of the object store, which only the user has. */
export const backupSecrets = {
  accessKey: 'given/postgres/backup-access-key',
  secretKey: 'given/postgres/backup-secret-key',
} as const

/**
 * `spec.backup` of the cluster; nothing where no backup is declared. CloudNativePG 1.30, "Backup on object stores": the tools of Barman
 * Cloud are in the image of Postgres. The log is sent with each full segment and every five minutes at the latest (its `archive_timeout`): that
 * is what a disaster costs at most.
 */
export function clusterBackup(context: Context): JsonObject {
  const { backup } = context.options
  if (backup === undefined) return {}
  const name = context.secretObject('backup', {
    ACCESS_KEY_ID: context.secret(backupSecrets.accessKey),
    ACCESS_SECRET_KEY: context.secret(backupSecrets.secretKey),
    ...(backup.region === undefined ? {} : { REGION: backup.region }),
  })
  return {
    backup: {
      barmanObjectStore: {
        destinationPath: backup.destination,
        ...(backup.endpoint === undefined ? {} : { endpointURL: backup.endpoint }),
        // Two platforms may share a bucket: by the cluster's name alone they would have the same folder there.
        serverName: context.plan.name,
        s3Credentials: {
          accessKeyId: { name, key: 'ACCESS_KEY_ID' },
          secretAccessKey: { name, key: 'ACCESS_SECRET_KEY' },
          ...(backup.region === undefined ? {} : { region: { name, key: 'REGION' } }),
        },
        wal: { compression: 'gzip' },
        data: { compression: 'gzip' },
      },
      retentionPolicy: `${backup.retentionDays}d`,
    },
  }
}

/** The schedule, and the way out to the store; nothing where no backup is declared. */
export function backupObjects(context: Context, cluster: string): readonly KubernetesObject[] {
  const { backup } = context.options
  if (backup === undefined) return []
  const metadata = { name: 'backup', namespace: context.namespace, labels: context.labels('server') }
  return [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata,
      spec: {
        cluster: { name: cluster },
        method: 'barmanObjectStore',
        // The operator's expressions begin with seconds (CloudNativePG 1.30, "Backup", scheduled backups).
        schedule: `0 ${backup.schedule}`,
        immediate: true,
        backupOwnerReference: 'self',
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: {
          matchLabels: { [roleLabel]: context.pod('server').labels[roleLabel] ?? '' },
        },
        policyTypes: ['Egress'],
        egress: [wayOut(context, backup.endpoint)],
      },
    },
  ]
}

/**
 * No flow of a plan leads outside of it: the store's port is opened to its address, or where it has a name, to everything but the
 * platform's own networks.
 */
function wayOut({ plan }: Context, endpoint: string | undefined): JsonObject {
  const { hostname, port, protocol } = new URL(endpoint ?? 'https://s3.amazonaws.com')
  const number = Number(port === '' ? (protocol === 'http:' ? 80 : 443) : port)
  const to = /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
    ? { cidr: `${hostname}/32` }
    : { cidr: '0.0.0.0/0', except: plan.networks.map(({ subnet }) => subnet) }
  return { to: [{ ipBlock: to }], ports: [{ protocol: 'TCP', port: number }] }
}
