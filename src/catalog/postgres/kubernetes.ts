// Postgres on Kubernetes: CloudNativePG's operator by its chart, and the cluster, its users and databases as custom resources.

import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { databaseOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { oneAtATime } from '../kubernetes-objects.ts'
import { maxConnections, servicesWithDatabase } from './access.ts'
import { backupObjects, clusterBackup } from './kubernetes-backup.ts'
import { kubernetesPostgresVersion } from './kubernetes-plan.ts'
import { isPooled, poolerName, poolerObjects } from './kubernetes-pooler.ts'
import type { PostgresOptions } from './options.ts'

const chart: ChartPin = {
  name: 'cloudnative-pg',
  version: '0.29.0',
  appVersion: '1.30.0',
  repository: 'https://cloudnative-pg.github.io/charts',
}

type Context = KubernetesContext<PostgresOptions>

const cluster = 'postgres'

/**
 * Connections of a pooler, or of a client, whose host died are closed within some 20 s: their places are wanted by those that come to the
 * other one. As on hosts (patroni-config.ts). PostgreSQL, "Connection settings"; CloudNativePG lets them be set.
 */
const silentClients = {
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '20s',
  client_connection_check_interval: '10s',
} as const

/** How Postgres is rendered for Kubernetes. Services: CloudNativePG, "Service management": -rw, -ro, -r. */
export const kubernetes = defineKubernetes<PostgresOptions>({
  names: (plan) => ({
    services: {
      primary: isPooled(plan) ? poolerName : `${cluster}-rw`,
      'read-write': `${cluster}-rw`,
      pooler: poolerName,
      'pooler-metrics': poolerName,
      server: `${cluster}-r`,
      status: `${cluster}-r`,
      metrics: `${cluster}-r`,
      operator: 'cnpg-webhook-service',
    },
  }),
  render: (context) => ({
    releases: [{ chart, name: 'cloudnative-pg', values: operatorValues(context), bringsKinds: true }],
    objects: [
      clusterObject(context),
      ...servicesWithDatabase(context).map((service) => databaseObject(context, service)),
      ...podMonitor(context, 'server', { port: 'metrics' }),
      ...poolerObjects(context, cluster),
      ...backupObjects(context, cluster),
    ],
    // Jobs that make or copy a server's data inherit its labels (tried with CloudNativePG 1.30).
    budgetLabels: { 'postgres/server': { 'cnpg.io/cluster': cluster, 'cnpg.io/podRole': 'instance' } },
  }),
})

function operatorValues(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('operator')
  const image = context.image(`ghcr.io/cloudnative-pg/cloudnative-pg:${chart.appVersion}`)
  return {
    fullnameOverride: 'cloudnative-pg',
    replicaCount: context.instancesOf('operator').length,
    updateStrategy: oneAtATime,
    image: { repository: image.slice(0, image.lastIndexOf(':')), tag: chart.appVersion },
    // Only this platform's namespace: another platform in the cluster has an operator of its own.
    config: { clusterWide: false },
    podLabels: labels,
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources,
  }
}

function clusterObject(context: Context): KubernetesObject {
  const { options } = context
  const pod = context.pod('server')
  const { affinity, labels, resources, priorityClassName, tolerations, topologySpreadConstraints } = pod
  const { settings, diskGiB } = context.sizeOf('server')
  const instances = context.instancesOf('server').length
  const databases = servicesWithDatabase(context)
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: cluster, namespace: context.namespace, labels: context.labels('server') },
    spec: {
      instances,
      imageName: context.image(`ghcr.io/cloudnative-pg/postgresql:${kubernetesPostgresVersion}`),
      inheritedMetadata: { labels },
      enableSuperuserAccess: false,
      // The platform's own budgets, so that there is one rule for all: see docs/adr/0013.
      enablePDB: false,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: 'switchover',
      failoverDelay: 0,
      postgresql: {
        parameters: {
          max_connections: String(maxConnections(context)),
          shared_buffers: `${settings.sharedBuffersMiB}MB`,
          work_mem: `${settings.workMemMiB}MB`,
          maintenance_work_mem: `${settings.maintenanceWorkMemMiB}MB`,
          max_wal_size: `${settings.maxWalSizeMiB}MB`,
          wal_keep_size: `${settings.walKeepMiB}MB`,
          ...silentClients,
        },
        ...(instances > 1
          ? {
              synchronous: { method: 'any', number: options.synchronousStandbys, dataDurability: 'required' },
            }
          : {}),
      },
      bootstrap: {
        initdb: { dataChecksums: true, encoding: 'UTF8', localeCollate: 'C.UTF-8', localeCType: 'C.UTF-8' },
      },
      storage: { storageClass: context.storageClass('server'), size: `${diskGiB}Gi` },
      resources,
      priorityClassName,
      ...(topologySpreadConstraints.length === 0 ? {} : { topologySpreadConstraints }),
      affinity: {
        enablePodAntiAffinity: instances > 1,
        podAntiAffinityType: 'required',
        topologyKey: 'kubernetes.io/hostname',
        nodeAffinity: affinity.nodeAffinity,
        tolerations,
      },
      managed: { roles: databases.map((service) => managedRole(context, service)) },
      ...clusterBackup(context),
    },
  }
}

/** The user of a service: CloudNativePG reads name and password from a Secret of the type basic-auth. */
function managedRole(context: Context, service: string): JsonObject {
  const { user, secret } = databaseOf(service)
  const login = { username: user, password: context.secret(secret) }
  const name = context.secretObject(`user-${service}`, login, 'kubernetes.io/basic-auth')
  return { name: user, ensure: 'present', login: true, passwordSecret: { name } }
}

function databaseObject(context: Context, service: string): KubernetesObject {
  const { database, user } = databaseOf(service)
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { name: service, namespace: context.namespace, labels: context.labels('server') },
    spec: {
      cluster: { name: cluster },
      name: database,
      owner: user,
      ensure: 'present',
      // Whoever takes the object away by mistake keeps the data.
      databaseReclaimPolicy: 'retain',
    },
  }
}
