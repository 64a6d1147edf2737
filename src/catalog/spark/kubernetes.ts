// Spark on Kubernetes: the operator by its chart, the Connect server and the nightly upkeep of the lake as custom resources, and the
// History Server by manifests of our own.

import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { s3IdentityOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import {
  deployment,
  fileVolumes,
  podTemplate,
  restrictedContainer,
  serviceObject,
} from '../kubernetes-objects.ts'
import { applicationSettings } from './config.ts'
import { connectJars, image } from './image.ts'
import { type KafkaLogin, kafkaLogin, noLogin } from './kafka-login.ts'
import { kubernetesPorts, kubernetesSparkVersion } from './kubernetes-plan.ts'
import type { SparkOptions } from './options.ts'
import { upkeepProgram } from './upkeep.ts'

const chart: ChartPin = {
  name: 'spark-operator',
  version: '2.5.2',
  appVersion: '2.5.2',
  repository: 'https://kubeflow.github.io/spark-operator',
}

const { uid } = image.account

type Context = KubernetesContext<SparkOptions>

/** How Spark is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<SparkOptions>({
  names: () => ({
    services: {
      connect: 'spark-connect',
      driver: 'spark-connect',
      'driver-blocks': 'spark-connect',
      history: 'spark-history',
      webhook: 'spark-operator-webhook-svc',
    },
  }),
  render: (context) => ({
    releases: [{ chart, name: 'spark-operator', values: operatorValues(context), bringsKinds: true }],
    objects: [upkeepFile(context), connectServer(context), upkeep(context), ...historyServer(context)],
    // Executors belong to their driver, which no budget by share can count; they hand their blocks on when they must go.
    budgetedRoles: ['spark/worker'],
    // Dynamic allocation gives idle executors back (Spark, "Job Scheduling").
    onDemandRoles: ['spark/worker'],
  }),
})

function operatorValues(context: Context): JsonObject {
  const { registry, repository, tag } = context.imageParts(
    `ghcr.io/kubeflow/spark-operator/controller:${chart.appVersion}`,
  )
  const part = (role: string): JsonObject => {
    const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
      context.pod(role)
    const replicas = context.instancesOf(role).length
    return {
      replicas,
      leaderElection: { enable: true },
      labels,
      // The chart has no value for the way of rolling: where there is one, its successor may be on its node.
      affinity: replicas > 1 ? affinity : { nodeAffinity: affinity.nodeAffinity },
      tolerations,
      topologySpreadConstraints,
      priorityClassName,
      resources,
      podDisruptionBudget: { enable: false },
    }
  }
  return {
    fullnameOverride: 'spark-operator',
    image: { registry, repository, tag },
    controller: part('operator'),
    webhook: { ...part('webhook'), enable: true, port: context.endpoint('spark', 'webhook').port },
    spark: {
      jobNamespaces: [context.namespace],
      serviceAccount: { create: true, name: 'spark' },
      rbac: { create: true },
    },
  }
}

/** Keys come from the environment, out of a Secret. */
const inTheEnvironment =
  /(access\.key|secret\.key|access-key-id|secret-access-key|credentials\.provider|hadoop\.tmp\.dir)$/

/** The very settings of applications on hosts, with what Kubernetes wants in place of the shuffle service. */
function settings(context: Context): JsonObject {
  const native = applicationSettings({
    profile: context.profile,
    size: context.sizeOf('worker'),
    vip: context.addressOf,
    secret: context.secret,
    dataDirectory: '/tmp',
  })
  return {
    ...Object.fromEntries(
      Object.entries(native)
        .filter(([name]) => !inTheEnvironment.test(name))
        .map(([name, value]) => [name, String(value)]),
    ),
    'spark.driver.extraClassPath': `${native['spark.driver.extraClassPath']}:${connectJars}`,
    'spark.driver.port': String(kubernetesPorts.driver),
    'spark.driver.blockManager.port': String(kubernetesPorts.blocks),
    'spark.blockManager.port': String(kubernetesPorts.blocks),
    // Blocks and shuffle files of an executor that must go move to others (Spark, "Decommissioning").
    'spark.decommission.enabled': 'true',
    'spark.storage.decommission.enabled': 'true',
    'spark.storage.decommission.rddBlocks.enabled': 'true',
    'spark.storage.decommission.shuffleBlocks.enabled': 'true',
    'spark.kubernetes.executor.deleteOnTermination': 'true',
  }
}

function sparkTemplate(context: Context, role: string, container: string, login: KafkaLogin): JsonObject {
  const pod = context.pod(role)
  const secret = context.secretObject('spark-s3', {
    AWS_ACCESS_KEY_ID: s3IdentityOf('spark').accessKey,
    AWS_SECRET_ACCESS_KEY: context.secret(s3IdentityOf('spark').secret),
  })
  const spread = pod.topologySpreadConstraints
  return {
    metadata: { labels: pod.labels },
    spec: {
      affinity: pod.affinity,
      tolerations: pod.tolerations,
      ...(spread.length === 0 ? {} : { topologySpreadConstraints: spread }),
      priorityClassName: pod.priorityClassName,
      serviceAccountName: 'spark',
      // Long enough to hand blocks on.
      terminationGracePeriodSeconds: 120,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: uid,
        fsGroup: uid,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        {
          name: container,
          envFrom: [{ secretRef: { name: secret } }],
          ...(login.mounts.length === 0 ? {} : { volumeMounts: login.mounts }),
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
      ...(login.volumes.length === 0 ? {} : { volumes: login.volumes }),
    },
  }
}

/** Heap and the rest of a pod's memory: nine tenths and one, as Spark's own factor has it. */
function heapOf(memoryMiB: number): { readonly heap: string; readonly overhead: string } {
  const heapMiB = Math.floor(memoryMiB / 1.1)
  return { heap: `${heapMiB}m`, overhead: `${memoryMiB - heapMiB}m` }
}

function connectServer(context: Context): KubernetesObject {
  const [server, executor] = [context.sizeOf('connect'), context.sizeOf('worker')]
  const [ofServer, ofExecutor] = [heapOf(server.memoryMiB), heapOf(executor.memoryMiB)]
  const executors = context.instancesOf('worker').length
  const login = kafkaLogin(context)
  return {
    apiVersion: 'sparkoperator.k8s.io/v1alpha1',
    kind: 'SparkConnect',
    metadata: { name: 'spark-connect', namespace: context.namespace, labels: context.labels('connect') },
    spec: {
      sparkVersion: kubernetesSparkVersion,
      image: context.builtImage(image),
      sparkConf: {
        ...settings(context),
        ...login.settings,
        'spark.driver.memoryOverhead': ofServer.overhead,
        'spark.executor.memoryOverhead': ofExecutor.overhead,
      },
      dynamicAllocation: {
        enabled: true,
        initialExecutors: executors,
        minExecutors: 1,
        maxExecutors: executors,
        shuffleTrackingEnabled: true,
      },
      server: {
        cores: Math.max(1, Math.floor(server.cpus)),
        memory: ofServer.heap,
        template: sparkTemplate(context, 'connect', 'spark-kubernetes-driver', login),
      },
      executor: {
        instances: executors,
        cores: Math.max(1, Math.floor(executor.cpus)),
        memory: ofExecutor.heap,
        template: sparkTemplate(context, 'worker', 'spark-kubernetes-executor', login),
      },
    },
  }
}

function upkeepFile(context: Context): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'upkeep', namespace: context.namespace, labels: context.labels('connect') },
    data: { 'upkeep.py': upkeepProgram },
  }
}

/** Small files put together and old snapshots dropped, every night. It waits where the executors of the server take everything. */
function upkeep(context: Context): KubernetesObject {
  const mounts = [{ name: 'upkeep', mountPath: '/opt/upkeep', readOnly: true }]
  return {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'ScheduledSparkApplication',
    metadata: { name: 'lake-upkeep', namespace: context.namespace, labels: context.labels('connect') },
    spec: {
      schedule: '30 3 * * *',
      concurrencyPolicy: 'Forbid',
      successfulRunHistoryLimit: 3,
      failedRunHistoryLimit: 3,
      template: {
        type: 'Python',
        pythonVersion: '3',
        mode: 'cluster',
        sparkVersion: kubernetesSparkVersion,
        image: context.builtImage(image),
        mainApplicationFile: 'local:///opt/upkeep/upkeep.py',
        sparkConf: settings(context),
        restartPolicy: { type: 'OnFailure', onFailureRetries: 2, onFailureRetryInterval: 60 },
        dynamicAllocation: {
          enabled: true,
          initialExecutors: 1,
          minExecutors: 1,
          maxExecutors: 2,
          shuffleTrackingEnabled: true,
        },
        volumes: [{ name: 'upkeep', configMap: { name: 'upkeep' } }],
        driver: {
          cores: 1,
          memory: '2g',
          serviceAccount: 'spark',
          volumeMounts: mounts,
          template: sparkTemplate(context, 'connect', 'spark-kubernetes-driver', noLogin),
        },
        executor: {
          cores: 2,
          memory: '4g',
          volumeMounts: mounts,
          template: sparkTemplate(context, 'worker', 'spark-kubernetes-executor', noLogin),
        },
      },
    },
  }
}

function historyServer(context: Context): readonly KubernetesObject[] {
  const { files, process } = context.configured('history')
  const mounted = fileVolumes(context, 'history', { files })
  const { port } = context.endpoint('spark', 'history')
  const probe = { httpGet: { path: '/api/v1/applications?limit=1', port }, timeoutSeconds: 5 }
  const template = podTemplate(
    context,
    {
      role: 'history',
      uid,
      graceSeconds: 30,
      containers: [
        {
          name: 'history',
          image: context.builtImage(image),
          imagePullPolicy: 'IfNotPresent',
          command: process.argv,
          env: Object.entries(process.env).map(([name, value]) => ({ name, value })),
          ports: [{ name: 'http', containerPort: port }],
          startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 36 },
          readinessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
          livenessProbe: { ...probe, periodSeconds: 20, failureThreshold: 6 },
          securityContext: restrictedContainer,
          resources: context.pod('history').resources,
          volumeMounts: [
            ...mounted.mounts,
            { name: 'data', mountPath: process.workingDirectory },
            { name: 'tmp', mountPath: '/tmp' },
          ],
        },
      ],
      volumes: [
        ...mounted.volumes,
        { name: 'data', emptyDir: { sizeLimit: '20Gi' } },
        { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
      ],
    },
    mounted.annotations,
  )
  return [
    ...mounted.objects,
    serviceObject(context, 'spark-history', 'history', [{ name: 'http', port }]),
    deployment(context, 'history', template),
  ]
}
