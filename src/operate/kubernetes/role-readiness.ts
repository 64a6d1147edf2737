// Whether the pods of roles are ready, whoever makes them: charts, operators or manifests of ours.

import { setTimeout as sleep } from 'node:timers/promises'
import { roleLabel } from '../../model/kubernetes.ts'
import { isReadyPod, type PodObject } from '../../rehearsal/cluster/pods.ts'
import type { WantedPods } from '../../renderers/kubernetes/installation.ts'
import { type ClusterAccess, listed } from './clients.ts'
import { applyErrors } from './errors.ts'

/** A role's pods. */
export interface RoleReadiness extends WantedPods {
  readonly ready: number
  readonly nodes: readonly string[]
  /** Why the others are not: the scheduler's words, or the container's reason. */
  readonly why: readonly string[]
}

interface Workload {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace: string; readonly generation?: number }
  readonly spec: { readonly replicas?: number; readonly updateStrategy?: { readonly type?: string } }
  readonly status?: {
    readonly observedGeneration?: number
    readonly updatedReplicas?: number
    readonly updatedNumberScheduled?: number
    readonly desiredNumberScheduled?: number
  }
}

/** Every wanted role as it is now. */
export async function roleReadiness(
  access: ClusterAccess,
  wanted: readonly WantedPods[],
): Promise<readonly RoleReadiness[]> {
  const pods = await listed<PodObject>(access, 'pods', ['--all-namespaces', `--selector=${roleLabel}`])
  return wanted.map((one) => {
    const own = pods.filter(
      ({ metadata }) => metadata.namespace === one.namespace && metadata.labels?.[roleLabel] === one.role,
    )
    const ready = own.filter(isReadyPod)
    return {
      ...one,
      ready: ready.length,
      nodes: own.flatMap(({ spec }) => spec.nodeName ?? []).sort(),
      why: [...new Set(own.filter((pod) => !isReadyPod(pod)).map(reasonOf))],
    }
  })
}

function reasonOf({ metadata, status }: PodObject): string {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled')
  if (scheduled?.status === 'False') return scheduled.message ?? 'Unschedulable'
  const [first] = (status.containerStatuses ?? []).flatMap(({ state }) => {
    const { waiting, terminated } = state ?? {}
    const reason = waiting?.reason ?? terminated?.reason
    return reason === undefined
      ? []
      : [`${reason}${waiting?.message === undefined ? '' : `: ${waiting.message}`}`]
  })
  return (first ?? 'starting').slice(0, 200)
}

/** Workloads of these namespaces that are not rolled out as their specification says. */
async function rollingOut(
  access: ClusterAccess,
  namespaces: ReadonlySet<string>,
): Promise<readonly string[]> {
  const workloads = await listed<Workload>(access, 'deployments,statefulsets,daemonsets')
  return workloads
    .filter(({ metadata }) => namespaces.has(metadata.namespace))
    .filter(({ metadata, spec, status = {} }) => {
      // Who updates by hand, or an operator that does, decides when.
      if (spec.updateStrategy?.type === 'OnDelete') return false
      if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) return true
      const wanted = status.desiredNumberScheduled ?? spec.replicas ?? 1
      return (status.updatedReplicas ?? status.updatedNumberScheduled ?? 0) < wanted
    })
    .map(({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`)
}

/** How to wait. */
export interface WaitOptions {
  readonly timeoutMs: number
  readonly step: string
  /** Called when something has changed. */
  readonly report: (ready: number, wanted: number) => void
}

/** Waits until every wanted pod is ready and rolled out. Throws `apply.notReady` with what is missing and why. */
export async function waitForRoles(
  access: ClusterAccess,
  wanted: readonly WantedPods[],
  { timeoutMs, step, report }: WaitOptions,
): Promise<void> {
  if (wanted.length === 0) return
  const namespaces = new Set(wanted.map(({ namespace }) => namespace))
  const total = wanted.reduce((sum, { count }) => sum + count, 0)
  const deadline = performance.now() + timeoutMs
  let last = -1
  for (;;) {
    if (access.signal.aborted) throw applyErrors.interrupted({ step })
    const roles = await roleReadiness(access, wanted)
    const ready = roles.reduce((sum, role) => sum + Math.min(role.ready, role.count), 0)
    if (ready !== last) report(ready, total)
    last = ready
    const rolling = ready === total ? await rollingOut(access, namespaces) : []
    if (ready === total && rolling.length === 0) return
    if (performance.now() > deadline) {
      const what = rolling.length > 0 ? rolling.slice(0, 6).join(', ') : missingWords(roles)
      throw applyErrors.notReady({ minutes: Math.round(timeoutMs / 6_000) / 10, what })
    }
    await sleep(1_000)
  }
}

/** `role 1/3 (why)` for each role that is not whole. */
export function missingWords(roles: readonly RoleReadiness[]): string {
  return roles
    .filter(({ ready, count }) => ready < count)
    .slice(0, 8)
    .map(({ role, ready, count, why, nodes }) => {
      const nothing =
        nodes.length === 0 && why.length === 0 ? 'no pod was made; is its operator running?' : ''
      const reason = [...why.slice(0, 2), nothing].filter((words) => words !== '').join('; ')
      return `${role} ${ready}/${count}${reason === '' ? '' : ` (${reason})`}`
    })
    .join(', ')
}
