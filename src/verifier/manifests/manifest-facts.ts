// What checks of manifests look at: workloads with their roles, and everything else.

import { at, listAt, objectAt } from '../../model/json-at.ts'
import { groupLabel, rackLabel, roleLabel } from '../../model/kubernetes.ts'
import type { HostId, JsonObject, Plan, PlanInstance, PlanRole } from '../../model/plan.ts'
import { type Manifest, objectName } from './manifest.ts'

/** A workload, and what its pods are. */
export interface PodSet {
  readonly manifest: Manifest
  /** `Kind/namespace/name`. */
  readonly name: string
  /** Empty where the manifest leaves it to the release. */
  readonly namespace: string
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  readonly replicas: number
  readonly labels: Readonly<Record<string, string>>
  /** `service.role`, by the label of its pods; undefined where there is none. */
  readonly role: string | undefined
  /** The specification of a pod. */
  readonly spec: JsonObject
  readonly containers: readonly JsonObject[]
}

/** A role of the plan that runs in pods, with the workloads that make them. */
export interface RoleFacts {
  /** `service.role`. */
  readonly name: string
  readonly role: PlanRole
  readonly instances: readonly PlanInstance[]
  readonly sets: readonly PodSet[]
  /** Pods of all workloads together; per node for DaemonSets, which have no number. */
  readonly replicas: number
  readonly isPerNode: boolean
}

/** A node as the plan makes it. */
export interface NodeFacts {
  readonly host: HostId
  readonly labels: Readonly<Record<string, string>>
}

/** All of it. */
export interface ManifestFacts {
  readonly plan: Plan
  readonly manifests: readonly Manifest[]
  readonly sets: readonly PodSet[]
  readonly roles: readonly RoleFacts[]
  readonly nodes: readonly NodeFacts[]
}

/**
 * Whether two objects can be in one namespace. `helm template` leaves it out of what most charts make: it comes with the release.
 */
export function mayShareNamespace(one: string | undefined, other: string | undefined): boolean {
  return (one ?? '') === '' || (other ?? '') === '' || one === other
}

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const

/** Takes manifests apart. Services that are not pods (the control plane itself) are left out. */
export function manifestFacts(plan: Plan, manifests: readonly Manifest[]): ManifestFacts {
  const sets = manifests.flatMap(podSetOf)
  const roles = plan.roles
    .filter(({ service }) => service !== 'kubernetes')
    .map((role): RoleFacts => {
      const name = `${role.service}.${role.role}`
      const mine = sets.filter((set) => set.role === name)
      return {
        name,
        role,
        instances: plan.instances.filter((one) => one.service === role.service && one.role === role.role),
        sets: mine,
        replicas: mine.reduce((sum, { replicas }) => sum + replicas, 0),
        isPerNode: mine.some(({ kind }) => kind === 'DaemonSet'),
      }
    })
  return { plan, manifests, sets, roles, nodes: nodesOf(plan) }
}

function podSetOf(manifest: Manifest): readonly PodSet[] {
  const { object } = manifest
  const kind = workloadKinds.find((one) => one === object.kind)
  if (kind === undefined || !object.apiVersion.startsWith('apps/')) return []
  const template = objectAt(object, 'spec', 'template')
  const labels = objectAt(template, 'metadata', 'labels') as Readonly<Record<string, string>>
  const spec = objectAt(template, 'spec')
  const replicas = at(object, 'spec', 'replicas')
  return [
    {
      manifest,
      name: objectName(object),
      namespace: object.metadata.namespace ?? '',
      kind,
      // Kubernetes makes one where no number stands.
      replicas: typeof replicas === 'number' ? replicas : 1,
      labels,
      role: labels[roleLabel],
      spec,
      containers: listAt(spec, 'containers'),
    },
  ]
}

function nodesOf(plan: Plan): readonly NodeFacts[] {
  const racks = new Map<string, string>()
  for (const { kind, id, members } of plan.failureDomains) {
    if (kind === 'rack') for (const member of members) racks.set(member, id.slice(id.indexOf('/') + 1))
  }
  return plan.hosts.map(({ id, group }) => ({
    host: id,
    labels: {
      'kubernetes.io/hostname': id.slice('host/'.length),
      'kubernetes.io/os': 'linux',
      [groupLabel]: group,
      [rackLabel]: racks.get(id) ?? '',
    },
  }))
}
