// Which pod is where, and why one is nowhere: read from the API server.

import { setTimeout as sleep } from 'node:timers/promises'
import { roleLabel } from '../../model/kubernetes.ts'
import { clusterErrors } from './errors.ts'
import { type Kubectl, listObjects } from './kubectl.ts'

/** A pod of the platform. */
export interface PlacedPod {
  readonly namespace: string
  readonly name: string
  /** `service.role`. */
  readonly role: string
  /** Undefined while the scheduler has found none. */
  readonly node: string | undefined
  readonly state: 'running' | 'waiting' | 'leaving'
  /** The scheduler's words where it found no node. */
  readonly why: string | undefined
}

interface Pod {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly labels?: Readonly<Record<string, string>>
    readonly deletionTimestamp?: string
  }
  readonly spec: { readonly nodeName?: string }
  readonly status: {
    readonly phase?: string
    readonly conditions?: readonly {
      readonly type: string
      readonly status: string
      readonly message?: string
    }[]
  }
}

/** All pods of the platform, in order of role and name. */
export async function placedPods(kubectl: Kubectl): Promise<readonly PlacedPod[]> {
  const pods = await listObjects<Pod>(kubectl, 'pods')
  return pods
    .map(placedPod)
    .filter(({ role }) => role !== '')
    .sort((a, b) => compare(a.role, b.role) || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function placedPod({ metadata, spec, status }: Pod): PlacedPod {
  const { conditions = [] } = status
  const ready = conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled')
  const state =
    metadata.deletionTimestamp !== undefined
      ? 'leaving'
      : ready && status.phase === 'Running'
        ? 'running'
        : 'waiting'
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    role: metadata.labels?.[roleLabel] ?? '',
    node: spec.nodeName,
    state,
    why: scheduled?.status === 'False' ? scheduled.message : undefined,
  }
}

interface WorkloadObject {
  readonly kind: string
  readonly metadata: { readonly namespace: string; readonly name: string }
  readonly spec: { readonly replicas?: number }
  readonly status?: {
    readonly readyReplicas?: number
    readonly numberReady?: number
    readonly desiredNumberScheduled?: number
  }
}

/** How many pods all workloads want, and how many of them are ready. */
export async function readiness(
  kubectl: Kubectl,
): Promise<{ readonly wanted: number; readonly ready: number }> {
  const workloads = await listObjects<WorkloadObject>(kubectl, 'deployments,statefulsets,daemonsets')
  let [wanted, ready] = [0, 0]
  for (const { spec, status } of workloads) {
    wanted += spec.replicas ?? status?.desiredNumberScheduled ?? 0
    ready += status?.readyReplicas ?? status?.numberReady ?? 0
  }
  return { wanted, ready }
}

/** Waits until every wanted pod is ready. Throws `cluster.notPlaced` with the scheduler's reasons. */
export async function waitUntilPlaced(
  kubectl: Kubectl,
  options: {
    readonly timeoutMs: number
    readonly signal?: AbortSignal | undefined
    readonly report?: (ready: number, wanted: number) => void
  },
): Promise<readonly PlacedPod[]> {
  const { timeoutMs, signal, report } = options
  const deadline = Date.now() + timeoutMs
  for (;;) {
    if (signal?.aborted === true) throw clusterErrors.interrupted({})
    const { wanted, ready } = await readiness(kubectl)
    report?.(ready, wanted)
    const pods = await placedPods(kubectl)
    if (wanted > 0 && ready >= wanted && pods.every(({ state }) => state === 'running')) return pods
    if (Date.now() > deadline) {
      const late = pods.filter(({ state }) => state !== 'running')
      throw clusterErrors.notPlaced({
        count: Math.max(wanted - ready, late.length),
        total: wanted,
        seconds: timeoutMs / 1_000,
        what: late
          .slice(0, 6)
          .map(({ namespace, name, why, node }) => `${namespace}/${name} (${why ?? node ?? 'no node'})`)
          .join('; '),
      })
    }
    await sleep(500)
  }
}
