// Spark on Kubernetes: the operator by its chart, the Connect server and the nightly upkeep of the lake as custom resources, and the
// History Server by manifests of our own.

import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import {
  deployment,
  fileVolumes,
  podTemplate,
  restrictedContainer,
  serviceObject,
} from '../kubernetes-objects.ts'
import { image } from './image.ts'
import { kafkaLogin } from './kafka-login.ts'
import { kubernetesSparkVersion } from './kubernetes-plan.ts'
import {
  connectPod,
  driverContainer,
  executorPod,
  heapOf,
  settings,
  sparkTemplate,
} from './kubernetes-pods.ts'
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

const connectName = 'spark-connect'
/** The operator names the Service of a `SparkConnect` so (spark-operator 2.5.2, sparkconnect/util.go, GetServerServiceName). */
const connectService = `${connectName}-server`

/** How Spark is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<SparkOptions>({
  names: () => ({
    services: {
      connect: connectService,
      driver: connectService,
      'driver-blocks': connectService,
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

function connectServer(context: Context): KubernetesObject {
  const [server, executor] = [context.sizeOf('connect'), context.sizeOf('worker')]
  const [ofServer, ofExecutor] = [heapOf(server.memoryMiB), heapOf(executor.memoryMiB)]
  const executors = context.instancesOf('worker').length
  const login = kafkaLogin(context)
  return {
    apiVersion: 'sparkoperator.k8s.io/v1alpha1',
    kind: 'SparkConnect',
    // Labels of the service alone: the operator has Spark put them on every executor, over those of the template.
    metadata: { name: connectName, namespace: context.namespace, labels: context.labels() },
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
        template: sparkTemplate(context, connectPod(context), login),
      },
      executor: {
        instances: executors,
        cores: Math.max(1, Math.floor(executor.cpus)),
        memory: ofExecutor.heap,
        template: sparkTemplate(context, executorPod, login),
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
  return {
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'ScheduledSparkApplication',
    // As above: drivers and executors get these labels.
    metadata: { name: 'lake-upkeep', namespace: context.namespace, labels: context.labels() },
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
        restartPolicy: {
          type: 'OnFailure',
          onFailureRetries: 2,
          onFailureRetryInterval: 60,
          // Without it the first submission that fails is the night's last.
          onSubmissionFailureRetries: 5,
          onSubmissionFailureRetryInterval: 60,
        },
        dynamicAllocation: {
          enabled: true,
          initialExecutors: 1,
          minExecutors: 1,
          maxExecutors: 2,
          shuffleTrackingEnabled: true,
        },
        driver: {
          cores: 1,
          memory: '2g',
          serviceAccount: 'spark',
          template: sparkTemplate(context, {
            role: 'connect',
            container: driverContainer,
            graceSeconds: 30,
            // In the template, which Spark itself reads: volumes beside it are put in by the webhook.
            volumes: [{ name: 'upkeep', configMap: { name: 'upkeep' } }],
            more: { volumeMounts: [{ name: 'upkeep', mountPath: '/opt/upkeep', readOnly: true }] },
          }),
        },
        executor: {
          cores: 2,
          memory: '4g',
          template: sparkTemplate(context, executorPod),
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
          ports: [
            { name: 'http', containerPort: port },
            { name: 'metrics', containerPort: context.endpoint('spark', 'history-metrics').port },
          ],
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
    ...podMonitor(context, 'history', { port: 'metrics' }),
  ]
}
