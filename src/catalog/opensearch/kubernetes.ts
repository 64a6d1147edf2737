// OpenSearch on Kubernetes: upstream's chart twice, for managers and for data nodes, and the chart of Dashboards.

import type { ChartPin } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { oneAtATime, withoutCpuLimit } from '../kubernetes-objects.ts'
import type { OpensearchOptions } from './options.ts'

const repository = 'https://opensearch-project.github.io/helm-charts'
const appVersion = '3.6.0'
const chart: ChartPin = { name: 'opensearch', version: '3.6.0', appVersion, repository }
const dashboardsChart: ChartPin = { name: 'opensearch-dashboards', version: '3.6.0', appVersion, repository }

type Context = KubernetesContext<OpensearchOptions>

const clusterName = 'opensearch'

/** How OpenSearch is rendered for Kubernetes. Names: the chart's `opensearch.uname`. */
export const kubernetes = defineKubernetes<OpensearchOptions>({
  names: () => ({
    services: {
      manager: `${clusterName}-manager`,
      transport: `${clusterName}-data`,
      http: `${clusterName}-data`,
      dashboards: 'dashboards',
    },
  }),
  render: (context) => {
    context.secretObject('opensearch', {
      OPENSEARCH_INITIAL_ADMIN_PASSWORD: context.secret('opensearch/admin'),
      OPENSEARCH_PASSWORD: context.secret('opensearch/admin'),
      OPENSEARCH_USERNAME: 'admin',
    })
    return {
      releases: [
        { chart, name: 'manager', values: nodeValues(context, 'manager', ['master']) },
        { chart, name: 'data', values: nodeValues(context, 'data', ['data', 'ingest']) },
        ...(context.instancesOf('dashboards').length > 0
          ? [{ chart: dashboardsChart, name: 'dashboards', values: dashboardsValues(context) }]
          : []),
      ],
      objects: [],
    }
  },
})

function nodeValues(context: Context, role: 'manager' | 'data', roles: readonly string[]): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod(role)
  const { diskGiB, settings } = context.sizeOf(role)
  const {
    registry,
    repository: path,
    tag,
  } = context.imageParts(`docker.io/opensearchproject/opensearch:${appVersion}`)
  const port = 9_200
  return {
    clusterName,
    nodeGroup: role,
    masterService: `${clusterName}-manager`,
    // `master` is what the chart looks for; it writes `cluster_manager`.
    roles,
    replicas: context.instancesOf(role).length,
    global: { dockerRegistry: registry },
    image: { repository: path, tag },
    opensearchJavaOpts: `-Xms${settings.heapMiB}m -Xmx${settings.heapMiB}m`,
    config: { 'opensearch.yml': openSearchYml(context) },
    envFrom: [{ secretRef: { name: 'opensearch' } }],
    labels,
    // The chart's own rule keeps pods of one release apart; nothing else may stand in for it.
    antiAffinity: context.instancesOf(role).length > 1 ? 'hard' : '',
    nodeAffinity: affinity.nodeAffinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources,
    // The platform's own budget: see docs/adr/0013.
    maxUnavailable: null,
    persistence: {
      enabled: true,
      // It would run as root; the pod's group owns the volume already.
      enableInitChown: false,
      storageClass: context.storageClass(role),
      size: `${diskGiB}Gi`,
    },
    podSecurityContext: { fsGroup: 1_000, runAsUser: 1_000, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 1_000,
    },
    startupProbe: { tcpSocket: { port }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: { tcpSocket: { port }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 10 },
    singleNode: false,
  }
}

/** Where a shard's copies are apart by rack, the node must say in which it is: the scheduler knows, OpenSearch does not. */
function openSearchYml(context: Context): string {
  return [
    `cluster.name: ${clusterName}`,
    'network.host: 0.0.0.0',
    `# Copies of shards stand on different nodes; the pods of ${context.plan.name} are spread over racks by the scheduler.`,
    'cluster.routing.allocation.same_shard.host: true',
    '',
  ].join('\n')
}

function dashboardsValues(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('dashboards')
  const image = context.image(`docker.io/opensearchproject/opensearch-dashboards:${appVersion}`)
  const { port } = context.endpoint('opensearch', 'dashboards')
  return {
    fullnameOverride: 'dashboards',
    opensearchHosts: `https://${context.addressOf('opensearch', 'http')}`,
    replicaCount: context.instancesOf('dashboards').length,
    image: { repository: image.slice(0, image.lastIndexOf(':')), tag: appVersion },
    envFrom: [{ secretRef: { name: 'opensearch' } }],
    updateStrategy: oneAtATime,
    service: { port },
    rbac: { create: false },
    serviceAccount: { create: true, automountServiceAccountToken: false },
    labels,
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources: withoutCpuLimit(resources),
    podSecurityContext: { fsGroup: 1_000, seccompProfile: { type: 'RuntimeDefault' } },
    // Its status page wants a password: the chart's own probes open a connection.
    startupProbe: { tcpSocket: { port }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 20 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { tcpSocket: { port }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 10 },
  }
}
