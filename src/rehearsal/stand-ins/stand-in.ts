// What a chart's templates or an operator would make, where neither is on this machine: plain workloads with the very scheduling
// fields, derived from the rendered values or the custom resource, never from the plan. One file stands in for one chart or kind;
// `npm run generate` lists them.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'

/** What is stood in for: the rendered values of a release, or an object of a kind whose controller is absent. */
export interface StandInInput {
  readonly namespace: string
  /** Name of the release, or of the object. */
  readonly name: string
  /** The values, or the whole object. */
  readonly value: JsonObject
}

/** One stand-in. */
export interface StandIn {
  /** `chart/trino`, or `postgresql.cnpg.io/Cluster`. */
  readonly source: string
  objects(input: StandInInput): readonly KubernetesObject[]
}

/** Declares a stand-in: checks the shape at compile time, changes nothing. */
export function defineStandIn(standIn: StandIn): StandIn {
  return standIn
}

/** What a stood-in workload is made of. */
export interface Workload {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  readonly name: string
  readonly replicas: number
  /** Labels that the chart or operator gives its pods, by which it also selects them. */
  readonly labels: Readonly<Record<string, string>>
  /** Labels beside those, out of the values. */
  readonly podLabels: JsonObject
  /** Scheduling fields and the like, as they stand in the values. */
  readonly spec: JsonObject
  readonly resources: JsonValue | undefined
  readonly image: string
  /** Containers beside the main one, each with name and resources; without an image of its own one is named as it is. */
  readonly beside?: readonly JsonObject[]
  /** How a Deployment is rolled, as it stands in the values; Kubernetes' own way where it is left out. */
  readonly strategy?: JsonValue | undefined
  /** The claim that each pod of a StatefulSet has. */
  readonly claim?: { readonly storageClass: string; readonly size: string }
}

/** The workload as the chart would make it, marked as stood in. */
export function workload(input: StandInInput, source: string, made: Workload): KubernetesObject {
  const {
    kind,
    name,
    replicas,
    labels,
    podLabels,
    spec,
    resources,
    image,
    beside = [],
    strategy,
    claim,
  } = made
  const mounts = claim === undefined ? {} : { volumeMounts: [{ name: 'data', mountPath: '/data' }] }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: input.namespace,
      labels,
      annotations: { 'hanok.dev/stands-in-for': `${source} ${input.name}` },
    },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      ...(kind === 'StatefulSet' ? { serviceName: name, podManagementPolicy: 'Parallel' } : {}),
      ...(strategy === undefined ? {} : { strategy }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, ...podLabels } },
        spec: {
          ...withoutEmpty(spec),
          containers: [
            { name: 'main', image, ...(resources === undefined ? {} : { resources }), ...mounts },
            ...beside.map((container) => ({ image: String(container.name), ...container })),
          ],
        },
      },
      ...(claim === undefined
        ? {}
        : {
            volumeClaimTemplates: [
              {
                metadata: { name: 'data' },
                spec: {
                  accessModes: ['ReadWriteOnce'],
                  storageClassName: claim.storageClass,
                  resources: { requests: { storage: claim.size } },
                },
              },
            ],
          }),
    },
  }
}

/** A key without a value is one that the template leaves out. */
function withoutEmpty(spec: JsonObject): JsonObject {
  const isEmpty = (value: JsonValue | undefined) =>
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => !isEmpty(value)))
}

/** The scheduling fields that values and custom resources name as a pod's specification does. */
export function scheduling(value: JsonObject): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, nodeSelector } = value
  return { affinity, tolerations, topologySpreadConstraints, priorityClassName, nodeSelector }
}
