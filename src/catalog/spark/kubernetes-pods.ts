// Pods of Spark on Kubernetes: what drivers, the Connect server and executors are told, and the templates that Spark and the operator fill in.

import type { JsonObject } from '../../model/plan.ts'
import { fixedS3Credentials, s3IdentityOf } from '../conventions.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { applicationSettings } from './config.ts'
import { applicationJars, connectJars, image } from './image.ts'
import { type KafkaLogin, noLogin } from './kafka-login.ts'
import { kubernetesPorts } from './kubernetes-plan.ts'
import type { SparkOptions } from './options.ts'

type Context = KubernetesContext<SparkOptions>

const { uid } = image.account

/** Keys come from the environment, out of a Secret. */
const inTheEnvironment =
  /(access\.key|secret\.key|access-key-id|secret-access-key|credentials\.provider|hadoop\.tmp\.dir)$/

/** The very settings of applications on hosts, with what Kubernetes wants in place of the shuffle service. */
export function settings(context: Context): JsonObject {
  const native = applicationSettings({
    profile: context.profile,
    size: context.sizeOf('worker'),
    vip: context.addressOf,
    s3Credentials: (client) => [fixedS3Credentials(client)],
    dataDirectory: '/tmp',
  })
  return {
    ...Object.fromEntries(
      Object.entries(native)
        .filter(([name]) => !inTheEnvironment.test(name))
        .map(([name, value]) => [name, String(value)]),
    ),
    'spark.driver.extraClassPath': `${applicationJars}:${connectJars}`,
    'spark.executor.extraClassPath': applicationJars,
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

/** A pod whose template we give. */
export interface SparkPod {
  readonly role: 'connect' | 'worker'
  /** Name by which Spark and the operator know the container that they fill in. */
  readonly container: string
  readonly graceSeconds: number
  /** What neither Spark nor the operator gives it. */
  readonly more?: JsonObject
  readonly volumes?: readonly JsonObject[]
}

/** Executors have the time to hand their blocks on. */
export const executorPod: SparkPod = {
  role: 'worker',
  container: 'spark-kubernetes-executor',
  graceSeconds: 120,
}
/** The container of drivers and of the server. */
export const driverContainer = 'spark-kubernetes-driver'

/** The template of a pod: placement, account, keys of S3, and how it logs in to Kafka where it does. */
export function sparkTemplate(
  context: Context,
  { role, container, graceSeconds, more = {}, volumes = [] }: SparkPod,
  login: KafkaLogin = noLogin,
): JsonObject {
  const pod = context.pod(role)
  const secret = context.secretObject('spark-s3', {
    AWS_ACCESS_KEY_ID: s3IdentityOf('spark').accessKey,
    AWS_SECRET_ACCESS_KEY: context.secret(s3IdentityOf('spark').secret),
  })
  const spread = pod.topologySpreadConstraints
  const allVolumes = [...login.volumes, ...volumes]
  return {
    metadata: { labels: pod.labels },
    spec: {
      affinity: pod.affinity,
      tolerations: pod.tolerations,
      ...(spread.length === 0 ? {} : { topologySpreadConstraints: spread }),
      priorityClassName: pod.priorityClassName,
      serviceAccountName: 'spark',
      terminationGracePeriodSeconds: graceSeconds,
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
          ...more,
        },
      ],
      ...(allVolumes.length === 0 ? {} : { volumes: allVolumes }),
    },
  }
}

/** Least memory beside the heap (Spark, "Configuration", spark.driver.memoryOverhead). */
const leastOverheadMiB = 384

/** Heap and the rest of a pod's memory: nine tenths and one, as Spark's own factor has it. */
export function heapOf(memoryMiB: number): { readonly heap: string; readonly overhead: string } {
  const heapMiB = Math.min(Math.floor(memoryMiB / 1.1), memoryMiB - leastOverheadMiB)
  return { heap: `${heapMiB}m`, overhead: `${memoryMiB - heapMiB}m` }
}

/**
 * The server's pod. The operator gives it a command, an image and nothing else: what the template lacks is lacking
 * (spark-operator 2.5.2, sparkconnect/reconciler.go, mutateServerPod).
 */
export function connectPod(context: Context): SparkPod {
  const { port } = context.endpoint('spark', 'connect')
  const probe = { tcpSocket: { port } }
  return {
    role: 'connect',
    container: driverContainer,
    // None: the pod has one name for ever, and its object would wait on a lost node for a kubelet to confirm its end. Nothing of it is
    // worth the wait: sessions are lost either way.
    graceSeconds: 0,
    more: {
      ports: [{ name: 'connect', containerPort: port }],
      resources: context.pod('connect').resources,
      startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
      readinessProbe: { ...probe, periodSeconds: 5, failureThreshold: 3 },
      livenessProbe: { ...probe, periodSeconds: 20, failureThreshold: 6 },
    },
  }
}
