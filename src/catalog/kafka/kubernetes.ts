// Kafka on Kubernetes: Strimzi's operator by its chart; the cluster, its pools of nodes, Connect, topics and users as custom
// resources.

import { type ChartPin, type KubernetesObject, rackLabel } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { kafkaUserOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { oneAtATime, withoutCpuLimit } from '../kubernetes-objects.ts'
import { connectGroup, connectTopics } from './access.ts'
import { kubernetesKafkaVersion, measured } from './kubernetes-plan.ts'
import { kafkaUsers, passwordOf } from './kubernetes-users.ts'
import type { KafkaOptions } from './options.ts'

const chart: ChartPin = {
  name: 'strimzi-kafka-operator',
  version: '1.2.0',
  appVersion: '1.2.0',
  repository: 'https://strimzi.io/charts',
}

type Context = KubernetesContext<KafkaOptions>

const apiVersion = 'kafka.strimzi.io/v1'
const cluster = 'kafka'

/** How Kafka is rendered for Kubernetes. Services: Strimzi, "Kafka resources": CLUSTER-kafka-bootstrap, CONNECT-connect-api. */
export const kubernetes = defineKubernetes<KafkaOptions>({
  names: () => ({
    services: {
      broker: `${cluster}-kafka-bootstrap`,
      replication: `${cluster}-kafka-brokers`,
      'broker-agent': `${cluster}-kafka-brokers`,
      controller: `${cluster}-kafka-brokers`,
      'controller-agent': `${cluster}-kafka-brokers`,
      connect: `${cluster}-connect-api`,
      'controller-metrics': `${cluster}-kafka-brokers`,
      'broker-metrics': `${cluster}-kafka-brokers`,
      'connect-metrics': `${cluster}-connect-api`,
      'operator-metrics': 'strimzi-cluster-operator',
    },
  }),
  render: (context) => ({
    releases: [{ chart, name: 'strimzi', values: operatorValues(context), bringsKinds: true }],
    objects: [
      kafka(context),
      nodePool(context, 'controller'),
      nodePool(context, 'broker'),
      connect(context),
      ...connectTopics.map((name) => topic(context, name)),
      ...kafkaUsers(context, cluster),
      ...measured.flatMap((role) => podMonitor(context, role, { port: 'tcp-prometheus' })),
      ...podMonitor(context, 'operator', { port: 'http' }),
    ],
    // Its pods belong to sets that no budget by share can count: Strimzi makes budgets of its own by number.
    budgetedRoles: ['kafka/controller', 'kafka/broker', 'kafka/connect'],
  }),
})

function operatorValues(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('operator')
  const { registry, repository } = context.imageParts(`quay.io/strimzi/operator:${chart.appVersion}`)
  context.image(`quay.io/strimzi/kafka:${chart.appVersion}-kafka-${kubernetesKafkaVersion}`)
  return {
    replicas: context.instancesOf('operator').length,
    deploymentStrategy: oneAtATime,
    leaderElection: { enable: true },
    defaultImageRegistry: registry,
    defaultImageRepository: repository.split('/').slice(0, -1).join('/'),
    defaultImageTag: chart.appVersion,
    // The platform's own policies: see docs/adr/0013.
    generateNetworkPolicy: false,
    labels,
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources: withoutCpuLimit(resources),
  }
}

function podOf(context: Context, role: string): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels } = context.pod(role)
  return {
    metadata: { labels },
    affinity,
    tolerations,
    ...(topologySpreadConstraints.length === 0 ? {} : { topologySpreadConstraints }),
    priorityClassName,
    securityContext: { runAsNonRoot: true, fsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
    // A broker hands its leaderships on before it goes.
    terminationGracePeriodSeconds: 120,
  }
}

function kafka(context: Context): KubernetesObject {
  const brokers = context.instancesOf('broker').length
  const copies = Math.min(context.options.copies, brokers)
  const inSync = Math.max(1, copies - 1)
  const racks = context.pod('broker').topologySpreadConstraints.length > 0
  return {
    apiVersion,
    kind: 'Kafka',
    metadata: { name: cluster, namespace: context.namespace, labels: context.labels() },
    spec: {
      kafka: {
        version: kubernetesKafkaVersion,
        listeners: [
          {
            name: 'plain',
            port: context.endpoint('kafka', 'broker').port,
            type: 'internal',
            tls: false,
            authentication: { type: 'scram-sha-512' },
          },
        ],
        // Who has no right by name has none.
        authorization: { type: 'simple' },
        ...(racks ? { rack: { topologyKey: rackLabel } } : {}),
        config: {
          'default.replication.factor': copies,
          'min.insync.replicas': inSync,
          'offsets.topic.replication.factor': copies,
          'transaction.state.log.replication.factor': copies,
          'transaction.state.log.min.isr': inSync,
          'auto.create.topics.enable': false,
          'unclean.leader.election.enable': false,
          'log.retention.hours': context.plan.load.ingestRetentionHours ?? 24,
        },
        ...metrics(context),
        template: { podDisruptionBudget: { maxUnavailable: 1 } },
      },
      entityOperator: {
        topicOperator: { resources: halfOf(context) },
        userOperator: { resources: halfOf(context) },
        template: { pod: podOf(context, 'entity-operator') },
      },
    },
  }
}

/** Its own reporter, not an agent with a file of rules: nothing to keep up with Kafka's names. */
function metrics(context: Context): JsonObject {
  if (!context.has('prometheus')) return {}
  return { metricsConfig: { type: 'strimziMetricsReporter', values: { allowList: ['.*'] } } }
}

/** Two containers share the pod's room. */
function halfOf(context: Context): JsonObject {
  const { memoryMiB, cpus } = context.sizeOf('entity-operator')
  const memory = `${Math.floor(memoryMiB / 2)}Mi`
  return { requests: { cpu: `${Math.round(cpus * 500)}m`, memory }, limits: { memory } }
}

function nodePool(context: Context, role: 'controller' | 'broker'): KubernetesObject {
  const { memoryMiB, diskGiB } = context.sizeOf(role)
  // Kafka lives from the page cache: the heap is small (Kafka, "Hardware and OS").
  const heapMiB = Math.min(6_144, Math.floor(memoryMiB / 2))
  return {
    apiVersion,
    kind: 'KafkaNodePool',
    metadata: {
      name: role,
      namespace: context.namespace,
      labels: { ...context.labels(role), 'strimzi.io/cluster': cluster },
    },
    spec: {
      replicas: context.instancesOf(role).length,
      roles: [role],
      storage: {
        type: 'persistent-claim',
        class: context.storageClass(role),
        size: `${diskGiB}Gi`,
        deleteClaim: false,
      },
      jvmOptions: { '-Xms': `${heapMiB}m`, '-Xmx': `${heapMiB}m` },
      resources: context.pod(role).resources,
      template: { pod: podOf(context, role) },
    },
  }
}

function connect(context: Context): KubernetesObject {
  const copies = Math.min(context.options.copies, context.instancesOf('broker').length)
  const [configStorageTopic, offsetStorageTopic, statusStorageTopic] = connectTopics
  return {
    apiVersion,
    kind: 'KafkaConnect',
    metadata: {
      name: cluster,
      namespace: context.namespace,
      labels: context.labels('connect'),
      annotations: { 'strimzi.io/use-connector-resources': 'true' },
    },
    spec: {
      version: kubernetesKafkaVersion,
      replicas: context.instancesOf('connect').length,
      bootstrapServers: context.addressOf('kafka', 'broker'),
      authentication: {
        type: 'scram-sha-512',
        username: kafkaUserOf('connect').user,
        passwordSecret: passwordOf(context, 'connect'),
      },
      groupId: connectGroup,
      configStorageTopic,
      offsetStorageTopic,
      statusStorageTopic,
      config: {
        'config.storage.replication.factor': copies,
        'offset.storage.replication.factor': copies,
        'status.storage.replication.factor': copies,
      },
      ...metrics(context),
      resources: context.pod('connect').resources,
      template: { pod: podOf(context, 'connect'), podDisruptionBudget: { maxUnavailable: 1 } },
    },
  }
}

/** What Connect remembers; it would make these topics itself, were topics made by themselves. */
function topic(context: Context, name: string): KubernetesObject {
  const copies = Math.min(context.options.copies, context.instancesOf('broker').length)
  return {
    apiVersion,
    kind: 'KafkaTopic',
    metadata: {
      name,
      namespace: context.namespace,
      labels: { ...context.labels('connect'), 'strimzi.io/cluster': cluster },
    },
    spec: {
      partitions: name === 'connect-configs' ? 1 : name === 'connect-offsets' ? 25 : 5,
      replicas: copies,
      config: { 'cleanup.policy': 'compact', 'min.insync.replicas': Math.max(1, copies - 1) },
    },
  }
}
