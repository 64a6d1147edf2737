// What an earlier apply made and the plan no longer has: named always, deleted only when that was asked for, and never what may hold
// data.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { fieldManager } from '../../rehearsal/cluster/kubectl.ts'
import type { InstallationStep } from '../../renderers/kubernetes/installation.ts'
import { type ClusterAccess, listed, mustRun } from './clients.ts'
import { recordNamespace } from './preflight.ts'
import type { InstalledRelease } from './release-step.ts'

/** Something of ours that is in no step. */
export interface Leftover {
  /** As `kubectl delete` takes it: `deployments.apps`, or `release` for a release of helm's. */
  readonly resource: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
  /** Whether `--prune` deletes it. What may hold data, or other things, is only named. */
  readonly isPrunable: boolean
}

/** Kinds without data of their own, which can be made again from the plan. */
const prunableKinds = new Set([
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PodMonitor',
  'PrometheusRule',
  'Role',
  'RoleBinding',
  'Service',
  'ServiceAccount',
  'ServiceMonitor',
])

type Named = Pick<KubernetesObject, 'apiVersion' | 'kind' | 'metadata'>

interface ManagedObject extends Named {
  readonly metadata: KubernetesObject['metadata'] & {
    readonly ownerReferences?: readonly unknown[]
    readonly managedFields?: readonly { readonly manager?: string; readonly operation?: string }[]
  }
}

/** What is on the cluster by our field manager, with the platform's label, and in no step. */
export async function leftovers(
  access: ClusterAccess,
  plan: Plan,
  steps: readonly InstallationStep[],
  releases: readonly InstalledRelease[],
): Promise<readonly Leftover[]> {
  const wanted = new Set(steps.flatMap((step) => (step.kind === 'manifests' ? step.objects.map(nameOf) : [])))
  const resources = await listableResources(access)
  const selector = `app.kubernetes.io/managed-by=hanok,app.kubernetes.io/part-of=${plan.name}`
  const found = await listed<ManagedObject>(access, [...resources.values()].join(','), [
    '--all-namespaces',
    `--selector=${selector}`,
    '--show-managed-fields',
  ])
  const objects = found
    .filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0)
    .filter(({ metadata }) =>
      (metadata.managedFields ?? []).some(
        ({ manager, operation }) => manager === fieldManager && operation === 'Apply',
      ),
    )
    .filter((object) => !wanted.has(nameOf(object)) && !isRecord(plan, object))
    .map(
      (object): Leftover => ({
        resource: resources.get(`${groupOf(object)}/${object.kind}`) ?? object.kind,
        kind: object.kind,
        namespace: object.metadata.namespace,
        name: object.metadata.name,
        isPrunable: prunableKinds.has(object.kind),
      }),
    )
  return [...objects, ...releasesLeft(steps, releases)]
}

function releasesLeft(
  steps: readonly InstallationStep[],
  releases: readonly InstalledRelease[],
): readonly Leftover[] {
  const wanted = new Set(
    steps.flatMap((step) => (step.kind === 'release' ? [`${step.namespace}/${step.name}`] : [])),
  )
  return releases
    .filter(({ namespace, name }) => !wanted.has(`${namespace}/${name}`))
    .map(({ namespace, name }) => ({
      resource: 'release',
      kind: 'Release',
      namespace,
      name,
      isPrunable: false,
    }))
}

/** Deletes what may be deleted, one by one. */
export async function prune(access: ClusterAccess, all: readonly Leftover[]): Promise<void> {
  for (const { resource, namespace, name, isPrunable } of all) {
    if (!isPrunable) continue
    const where = namespace === undefined ? [] : [`--namespace=${namespace}`]
    const args = ['delete', resource, name, ...where, '--ignore-not-found', '--wait=false']
    await mustRun(access, `prune ${resource}/${name}`, { program: 'kubectl', args })
  }
}

function isRecord(plan: Plan, { metadata }: Named): boolean {
  return (metadata.namespace ?? metadata.name) === recordNamespace(plan)
}

function groupOf({ apiVersion }: Named): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
}

function nameOf(object: Named): string {
  return `${groupOf(object)}/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`
}

/** `group/Kind` → resource as kubectl takes it, for all that can be listed; events are nobody's. */
async function listableResources(access: ClusterAccess): Promise<ReadonlyMap<string, string>> {
  const table = await mustRun(access, 'kubectl api-resources', {
    program: 'kubectl',
    args: ['api-resources', '--no-headers', '--verbs=list,delete', '--cached=false'],
  })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return new Map(
    rows.flatMap((columns) => {
      const [resource = ''] = columns
      const [version = '', , kind = ''] = columns.slice(-3)
      const group = version.includes('/') ? (version.split('/')[0] ?? '') : ''
      if (kind === 'Event' || kind === 'EndpointSlice') return []
      return [[`${group}/${kind}`, group === '' ? resource : `${resource}.${group}`]]
    }),
  )
}
