// Loki on Kubernetes: values for the community's chart, all in one process, chunks and index in the platform's own object storage.

import type { ChartPin } from '../../model/kubernetes.ts'
import { loadSchema } from '../../model/load.ts'
import type { JsonObject } from '../../model/plan.ts'
import { ownBuckets, s3IdentityOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import type { LokiOptions } from './options.ts'

const chart: ChartPin = {
  name: 'loki',
  version: '18.11.0',
  appVersion: '3.7.6',
  repository: 'https://grafana-community.github.io/helm-charts',
  unlisted: {
    'loki.storage.bucketNames': 'templates/_helpers.tpl',
    'loki.ingester.*': 'templates/config.yaml',
    'loki.limits_config.*': 'templates/config.yaml',
  },
}

type Context = KubernetesContext<LokiOptions>

/** How Loki is rendered for Kubernetes. Names: the chart's `loki.fullname` and its suffixes. */
export const kubernetes = defineKubernetes<LokiOptions>({
  names: () => ({
    services: { http: 'loki', server: 'loki', grpc: 'loki-headless', memberlist: 'loki-memberlist' },
  }),
  render: (context) => ({
    releases: [{ chart, name: 'loki', values: values(context) }],
    objects: podMonitor(context, 'server', { port: 'http-metrics' }),
  }),
})

function values(context: Context): JsonObject {
  const off = { enabled: false }
  const alive = {
    httpGet: { path: '/loki/api/v1/status/buildinfo', port: 'http-metrics' },
    timeoutSeconds: 5,
  }
  return {
    fullnameOverride: 'loki',
    deploymentMode: 'Monolithic',
    loki: configuration(context),
    singleBinary: server(context),
    // Counts of the other modes are not zero by themselves.
    write: { replicas: 0 },
    read: { replicas: 0 },
    backend: { replicas: 0 },
    serviceAccount: { automountServiceAccountToken: false },
    rbac: { namespaced: true },
    defaults: {
      automountServiceAccountToken: false,
      service: { publishNotReadyAddresses: false },
      // It answers this while it still replays its log, and is ready afterwards.
      startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 36 },
      readinessProbe: {
        httpGet: { path: '/ready', port: 'http-metrics' },
        periodSeconds: 5,
        timeoutSeconds: 5,
      },
      livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
    },
    // They must find each other to get ready.
    memberlist: { service: { publishNotReadyAddresses: true } },
    gateway: off,
    chunksCache: off,
    resultsCache: off,
    lokiCanary: off,
    test: off,
    ruler: off,
    sidecar: { rules: off },
    minio: off,
  }
}

/** The chart makes Loki's own configuration of it. A secret comes out of the environment (`-config.expand-env`, which the chart sets). */
function configuration(context: Context): JsonObject {
  const { registry, repository, tag } = context.imageParts(`docker.io/grafana/loki:${chart.appVersion}`)
  const { searchRetentionDays, searchGiBPerDay } = loadSchema.parse(context.plan.load)
  const replicas = context.instancesOf('server').length
  const bucket = ownBuckets.loki ?? ''
  const { port } = context.endpoint('loki', 'server')
  // A backlog that comes after an outage is far above the mean. Upstream's own is 4 MB/s.
  const ingestionMiBPerSecond = Math.max(4, Math.ceil(((searchGiBPerDay * 1_024) / 86_400) * 10))
  return {
    image: { registry, repository, tag },
    auth_enabled: false,
    analytics: { reporting_enabled: false },
    server: { http_listen_port: port, grpc_listen_port: context.endpoint('loki', 'grpc').port },
    commonConfig: { replication_factor: replicas },
    schemaConfig: {
      configs: [
        {
          from: '2024-04-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'loki_index_', period: '24h' },
        },
      ],
    },
    storage: {
      type: 's3',
      bucketNames: { chunks: bucket },
      s3: {
        endpoint: `http://${context.addressOf('seaweedfs', 's3')}`,
        region: 'us-east-1',
        accessKeyId: s3IdentityOf('loki').accessKey,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Loki fills it in
        secretAccessKey: '${LOKI_S3_SECRET_KEY}',
        s3ForcePathStyle: true,
        insecure: true,
      },
    },
    ingester: {
      wal: {
        flush_on_shutdown: true,
        replay_memory_ceiling: `${context.sizeOf('server').settings.replayCeilingMiB}MB`,
      },
    },
    limits_config: {
      retention_period: `${(context.options.retentionDays ?? searchRetentionDays) * 24}h`,
      ingestion_rate_mb: ingestionMiBPerSecond,
      ingestion_burst_size_mb: 2 * ingestionMiBPerSecond,
      per_stream_rate_limit: '8MB',
      per_stream_rate_limit_burst: '32MB',
    },
    // Of all replicas the ring lets one compact.
    compactor: {
      working_directory: '/var/loki/compactor',
      retention_enabled: true,
      delete_request_store: 's3',
    },
  }
}

function server(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('server')
  const { diskGiB } = context.sizeOf('server')
  return {
    replicas: context.instancesOf('server').length,
    sidecar: false,
    podLabels: labels,
    affinity,
    topologySpreadConstraints,
    tolerations,
    priorityClassName,
    resources,
    // The platform's own budget: see docs/adr/0013.
    podDisruptionBudget: { enabled: false },
    // What is in memory goes to object storage first.
    terminationGracePeriodSeconds: 300,
    extraEnvFrom: [
      {
        secretRef: {
          name: context.secretObject('loki-s3', {
            LOKI_S3_SECRET_KEY: context.secret(s3IdentityOf('loki').secret),
          }),
        },
      },
    ],
    persistence: {
      enabled: true,
      storageClass: context.storageClass('server'),
      size: `${diskGiB}Gi`,
    },
  }
}
