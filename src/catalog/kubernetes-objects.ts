// Objects of our own: workloads, Services and files, in the one way in which Hanok writes them.

import { createHash } from 'node:crypto'
import { objectAt } from '../model/json-at.ts'
import type { KubernetesObject } from '../model/kubernetes.ts'
import { platformLabel, roleLabel } from '../model/kubernetes.ts'
import type { JsonObject } from '../model/plan.ts'
import type { KubernetesContext, PodPlacement } from './kubernetes-context.ts'
import type { InstanceArtifacts } from './service.ts'

/** What a pod of ours consists of. */
export interface PodParts {
  readonly role: string
  /** The account of the process: pods run as nobody else, and never as root. */
  readonly uid: number
  readonly containers: readonly JsonObject[]
  readonly initContainers?: readonly JsonObject[]
  readonly volumes?: readonly JsonObject[]
  /** How long it may take to end by itself. */
  readonly graceSeconds: number
  readonly hostNetwork?: boolean
  readonly serviceAccountName?: string
}

/** Pod security, level `restricted` (Kubernetes, "Pod Security Standards"). */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
} as const

/** The specification of a pod: placement, account and grace of its role around the given containers. */
export function podTemplate<O>(
  context: KubernetesContext<O>,
  parts: PodParts,
  annotations: JsonObject = {},
): JsonObject {
  const placement = context.pod(parts.role)
  const spread = placement.topologySpreadConstraints
  return {
    metadata: {
      labels: placement.labels,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      affinity: placement.affinity,
      tolerations: placement.tolerations,
      ...(spread.length === 0 ? {} : { topologySpreadConstraints: spread }),
      priorityClassName: placement.priorityClassName,
      terminationGracePeriodSeconds: parts.graceSeconds,
      ...(parts.serviceAccountName === undefined
        ? { automountServiceAccountToken: false }
        : { serviceAccountName: parts.serviceAccountName }),
      ...(parts.hostNetwork === true ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: parts.uid,
        runAsGroup: parts.uid,
        fsGroup: parts.uid,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...(parts.initContainers === undefined ? {} : { initContainers: parts.initContainers }),
      containers: parts.containers,
      ...(parts.volumes === undefined ? {} : { volumes: parts.volumes }),
    },
  }
}

function selectorOf({ labels }: PodPlacement) {
  return {
    [roleLabel]: labels[roleLabel] ?? '',
    [platformLabel]: labels[platformLabel] ?? '',
  }
}

/** One a node: a pod more than there are nodes would wait for ever, so that an old one goes before a new one comes. */
export const oneAtATime = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
} as const

/** For charts with a processor limit of their own, which helm would leave beside our requests: it would throttle, or be refused. */
export function withoutCpuLimit(resources: JsonObject): JsonObject {
  return { ...resources, limits: { ...objectAt(resources, 'limits'), cpu: null } }
}

/** A Deployment of all instances of a role, named after it. One pod at a time is replaced, and none before the next is ready. */
export function deployment<O>(
  context: KubernetesContext<O>,
  role: string,
  template: JsonObject,
): KubernetesObject {
  const placement = context.pod(role)
  const replicas = context.instancesOf(role).length
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: role, namespace: context.namespace, labels: context.labels(role) },
    spec: {
      replicas,
      strategy: replicas > 1 ? oneAtATime : { type: 'Recreate' },
      selector: { matchLabels: selectorOf(placement) },
      template,
    },
  }
}

/** A StatefulSet of all instances of a role, named after it, with a headless Service of the same name. */
export function statefulSet<O>(
  context: KubernetesContext<O>,
  role: string,
  template: JsonObject,
  volume?: { readonly name: string },
): KubernetesObject {
  const claims =
    volume === undefined
      ? {}
      : {
          volumeClaimTemplates: [
            {
              metadata: { name: volume.name },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: context.storageClass(role),
                resources: { requests: { storage: `${context.sizeOf(role).diskGiB}Gi` } },
              },
            },
          ],
        }
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: role, namespace: context.namespace, labels: context.labels(role) },
    spec: {
      replicas: context.instancesOf(role).length,
      serviceName: role,
      podManagementPolicy: 'Parallel',
      selector: { matchLabels: selectorOf(context.pod(role)) },
      template,
      ...claims,
    },
  }
}

/** A port of a Service. */
export interface ServicePort {
  readonly name: string
  readonly port: number
  readonly protocol?: 'TCP' | 'UDP'
}

/** A Service over the pods of a role. Headless ones also name pods that are not ready yet: members must find each other to get so. */
export function serviceObject<O>(
  context: KubernetesContext<O>,
  name: string,
  role: string,
  ports: readonly ServicePort[],
  kind: 'balanced' | 'headless' = 'balanced',
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: context.namespace, labels: context.labels(role) },
    spec: {
      ...(kind === 'headless' ? { clusterIP: 'None', publishNotReadyAddresses: true } : {}),
      selector: selectorOf(context.pod(role)),
      ports: ports.map(({ name: port, port: number, protocol = 'TCP' }) => ({
        name: port,
        port: number,
        targetPort: number,
        protocol,
      })),
    },
  }
}

/** The files of a role as volumes: those with secrets in a Secret, the others in a ConfigMap. */
export interface FileVolumes {
  readonly objects: readonly KubernetesObject[]
  readonly volumes: readonly JsonObject[]
  readonly mounts: readonly JsonObject[]
  /** Changes with every file: pods are made anew when it does. */
  readonly annotations: JsonObject
}

/** The rendered files of a role, each at the path that it has on a host. */
export function fileVolumes<O>(
  context: KubernetesContext<O>,
  role: string,
  { files }: Pick<InstanceArtifacts, 'files'>,
): FileVolumes {
  const name = `${role}-files`
  const keyOf = (path: string) => path.slice(1).replaceAll('/', '.')
  const hidden = files.filter(({ content }) => content.includes('{{secret:'))
  const open = files.filter((file) => !hidden.includes(file))
  const data = (some: typeof files) =>
    Object.fromEntries(some.map(({ path, content }) => [keyOf(path), content]))
  const configMap: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: context.namespace, labels: context.labels(role) },
    data: data(open),
  }
  if (hidden.length > 0) context.secretObject(name, data(hidden))
  const mounts = (some: typeof files, volume: string) =>
    some.map(({ path }) => ({ name: volume, mountPath: path, subPath: keyOf(path), readOnly: true }))
  return {
    objects: open.length > 0 ? [configMap] : [],
    volumes: [
      ...(open.length > 0 ? [{ name: 'files', configMap: { name } }] : []),
      ...(hidden.length > 0
        ? [{ name: 'secret-files', secret: { secretName: name, defaultMode: 0o440 } }]
        : []),
    ],
    mounts: [...mounts(open, 'files'), ...mounts(hidden, 'secret-files')],
    annotations: {
      'hanok.dev/files-sha256': createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
    },
  }
}
