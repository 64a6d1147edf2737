// Trino on Kubernetes: values for upstream's chart, with the very catalog files and resource groups that hosts get.

import type { HostFile } from '../../model/artifacts.ts'
import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { s3IdentityOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { oneAtATime } from '../kubernetes-objects.ts'
import { timings } from './config.ts'
import { metrics } from './metrics.ts'
import type { TrinoOptions } from './options.ts'

const chart: ChartPin = {
  name: 'trino',
  version: '1.42.2',
  appVersion: '480',
  repository: 'https://trinodb.github.io/charts',
  unlisted: { 'catalogs.*': 'templates/configmap-catalog.yaml' },
}

type Context = KubernetesContext<TrinoOptions>

/** How long a worker that is asked to go may finish its tasks; the chart wants twice that until it is killed. */
const drainSeconds = 120

/** How Trino is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<TrinoOptions>({
  names: ({ instances }) => ({
    services: { http: 'trino', users: 'trino', coordinator: 'trino', worker: 'trino-worker' },
    each: {
      coordinator: instances
        .filter(({ service, role }) => service === 'trino' && role === 'coordinator')
        .map((_one, number) => releaseName(number)),
    },
  }),
  render: (context) => ({
    releases: context
      .instancesOf('coordinator')
      .map((_one, number) => ({ chart, name: releaseName(number), values: values(context, number) })),
    objects: monitors(context),
  }),
})

/** Of each pod's own port: the chart's monitor wants a second program beside each Trino. */
function monitors(context: Context): readonly KubernetesObject[] {
  if (!context.has('prometheus')) return []
  // The operator leaves a monitor out that names no password; an empty one is none for Trino.
  const name = context.secretObject('metrics-user', { username: metrics.username ?? '', password: '' })
  const basicAuth = { username: { name, key: 'username' }, password: { name, key: 'password' } }
  return ['coordinator', 'worker'].flatMap((role) =>
    podMonitor(context, role, { port: 'http', basicAuth, params: metrics.parameters }),
  )
}

/** The chart has one coordinator: each further one is a release of its own, without workers. */
function releaseName(number: number): string {
  return number === 0 ? 'trino' : `trino-${number + 1}`
}

function values(context: Context, number: number): JsonObject {
  const { registry, repository, tag } = context.imageParts(`docker.io/trinodb/trino:${chart.appVersion}`)
  const { files } = context.configured('coordinator')
  const { settings } = context.sizeOf('coordinator')
  return {
    fullnameOverride: releaseName(number),
    image: { registry, repository, tag },
    server: {
      workers: number === 0 ? context.instancesOf('worker').length : 0,
      // The last one counts: whichever coordinator is active, the balancer leads to it.
      workerExtraConfig: `discovery.uri=http://${context.addressOf('trino', 'http')}\n`,
      node: { environment: context.plan.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_') },
      config: { query: { maxMemory: `${settings.queryMaxMemoryMiB}MB` } },
      coordinatorExtraConfig: ['connect-timeout', 'request-timeout']
        .map((name) => `node-manager.http-client.${name}=${timings[context.profile].heartbeatTimeoutS}s\n`)
        .join(''),
    },
    additionalConfigProperties: [
      `query.remote-task.max-error-duration=${timings[context.profile].remoteTaskErrorS}s`,
      'http-server.process-forwarded=true',
      `internal-communication.shared-secret=${fromEnvironment('TRINO_INTERNAL_SECRET')}`,
    ],
    resourceGroups: { type: 'configmap', resourceGroupsConfig: contentOf(files, 'resource-groups.json') },
    catalogs: {
      lake: contentOf(files, 'lake.properties').replace(
        /\{\{secret:[a-z0-9/-]+\}\}/,
        fromEnvironment('TRINO_S3_SECRET_KEY'),
      ),
      tpch: contentOf(files, 'tpch.properties'),
    },
    envFrom: [
      {
        secretRef: {
          name: context.secretObject('trino', {
            TRINO_INTERNAL_SECRET: context.secret('trino/internal'),
            TRINO_S3_SECRET_KEY: context.secret(s3IdentityOf('trino').secret),
          }),
        },
      },
    ],
    securityContext: {
      runAsUser: 1_000,
      runAsGroup: 1_000,
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    coordinator: {
      ...node(context, 'coordinator'),
      config: memory(context, 'coordinator'),
      deployment: { strategy: oneAtATime },
    },
    worker: {
      ...node(context, 'worker'),
      config: memory(context, 'worker'),
      topologySpreadConstraints: context.pod('worker').topologySpreadConstraints,
      gracefulShutdown: { enabled: true, gracePeriodSeconds: drainSeconds },
      terminationGracePeriodSeconds: 2 * drainSeconds,
      deployment: { strategy: oneAtATime },
    },
    serviceMonitor: { enabled: false },
  }
}

/** Trino, "Secrets": a property that comes out of the environment. */
function fromEnvironment(variable: string): string {
  return `\${ENV:${variable}}`
}

function contentOf(files: readonly HostFile[], name: string): string {
  return files.find(({ path }) => path.endsWith(`/${name}`))?.content ?? ''
}

function memory(context: Context, role: string): JsonObject {
  const { settings } = context.sizeOf(role)
  return {
    memory: { heapHeadroomPerNode: `${settings.heapHeadroomMiB}MB` },
    query: { maxMemoryPerNode: `${settings.queryMaxMemoryPerNodeMiB}MB` },
  }
}

/** What the chart takes alike for both roles. */
function node(context: Context, role: string): JsonObject {
  const { labels, resources, affinity, tolerations, priorityClassName } = context.pod(role)
  const [, heapGiB = '1'] = /-Xmx(\d+[mg])/.exec(String(context.sizeOf(role).settings.jvmFlags)) ?? []
  const probe = { periodSeconds: 10, timeoutSeconds: 5 }
  return {
    labels,
    resources,
    affinity,
    tolerations,
    priorityClassName,
    jvm: { maxHeapSize: heapGiB.toUpperCase() },
    startupProbe: { ...probe, failureThreshold: 30 },
    readinessProbe: { ...probe, failureThreshold: 2 },
    livenessProbe: { ...probe, failureThreshold: 6 },
  }
}
