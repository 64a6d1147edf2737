// Which pod is where, and why one is nowhere: read from the API server.

import { setTimeout as sleep } from 'node:timers/promises'
import { HanokError } from '../../model/errors.ts'
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

/** A pod as the API server tells of it, as far as anybody here looks. */
export interface PodObject {
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
    readonly containerStatuses?: readonly {
      readonly name: string
      readonly state?: {
        readonly waiting?: { readonly reason?: string; readonly message?: string }
        readonly terminated?: { readonly reason?: string }
      }
    }[]
  }
}

/** Whether it says that it is ready, and is not being deleted. */
export function isReadyPod({ metadata, status: { conditions = [] } }: PodObject): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
  )
}

/** All pods of the platform, in order of role and name. */
export async function placedPods(kubectl: Kubectl, timeoutMs?: number): Promise<readonly PlacedPod[]> {
  const pods = await listObjects<PodObject>(kubectl, 'pods', timeoutMs)
  return pods
    .map(placedPod)
    .filter(({ role }) => role !== '')
    .sort((a, b) => compare(a.role, b.role) || compare(a.name, b.name))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function placedPod(pod: PodObject): PlacedPod {
  const { metadata, spec, status } = pod
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled')
  const isRunning = isReadyPod(pod) && status.phase === 'Running'
  const state = metadata.deletionTimestamp !== undefined ? 'leaving' : isRunning ? 'running' : 'waiting'
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

/** How to wait for pods. */
export interface PlacingOptions {
  readonly timeoutMs: number
  readonly report?: (ready: number, wanted: number) => void
  /** Called before each look: keeps the control plane running, and may throw. */
  readonly keep?: () => Promise<void>
}

interface Look {
  readonly wanted: number
  readonly ready: number
  readonly pods: readonly PlacedPod[]
}

/**
 * Waits until every wanted pod is ready. Throws `cluster.notPlaced` with the scheduler's reasons, `cluster.kubectlFailed` where the API
 * server does not answer any more, `cluster.interrupted`.
 */
export async function waitUntilPlaced(
  kubectl: Kubectl,
  { timeoutMs, report, keep }: PlacingOptions,
): Promise<readonly PlacedPod[]> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    if (kubectl.signal?.aborted === true) throw clusterErrors.interrupted({})
    const found = await lookOnce(kubectl, keep)
    if (!(found instanceof HanokError)) {
      const { wanted, ready, pods } = found
      report?.(ready, wanted)
      if (wanted > 0 && ready >= wanted && pods.every(({ state }) => state === 'running')) return pods
    }
    if (Date.now() > deadline) throw found instanceof HanokError ? found : notPlaced(found, timeoutMs)
    await sleep(500)
  }
}

/** A failing look is given, not thrown: an API server that was started again answers a moment later. */
async function lookOnce(kubectl: Kubectl, keep: PlacingOptions['keep']): Promise<Look | HanokError> {
  try {
    await keep?.()
    return { ...(await readiness(kubectl)), pods: await placedPods(kubectl) }
  } catch (error) {
    if (error instanceof HanokError && error.code === 'cluster.kubectlFailed') return error
    throw error
  }
}

function notPlaced({ wanted, ready, pods }: Look, timeoutMs: number): HanokError {
  const late = pods.filter(({ state }) => state !== 'running')
  return clusterErrors.notPlaced({
    count: Math.max(wanted - ready, late.length),
    total: wanted,
    seconds: timeoutMs / 1_000,
    what: late
      .slice(0, 6)
      .map(({ namespace, name, why, node }) => `${namespace}/${name} (${why ?? node ?? 'no node'})`)
      .join('; '),
  })
}
