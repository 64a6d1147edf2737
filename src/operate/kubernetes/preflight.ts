// What must hold before anything is changed: a cluster answers, it is ours or nobody's, and it has the nodes of the plan.

import { setTimeout as sleep } from 'node:timers/promises'
import { at, listAt } from '../../model/json-at.ts'
import { groupLabel } from '../../model/kubernetes.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { namespaceOf } from '../../renderers/kubernetes/context.ts'
import { type ClusterAccess, listed, shortened, tryClient } from './clients.ts'
import { applyErrors } from './errors.ts'

/** A cluster that answers. */
export interface ClusterFacts {
  /** Name of the context that is used. */
  readonly context: string
  readonly server: string
  /** Such as `1.33`. */
  readonly version: string
}

/** The first question must be answered so soon: nothing is known of this cluster yet. */
const answerWithinMs = 20_000

/** Asks the cluster who it is. Throws `apply.noCluster`, `apply.noClient`, `apply.interrupted`. */
export async function findCluster(access: ClusterAccess): Promise<ClusterFacts> {
  const ask = async (args: readonly string[]) => {
    const result = await tryClient(access, { program: 'kubectl', args, timeoutMs: answerWithinMs })
    if (result.code === 0) return result.stdout
    if (access.signal.aborted) throw applyErrors.interrupted({ step: 'cluster' })
    throw applyErrors.noCluster({ said: shortened(result.stderr).split('\n').at(-1) ?? '' })
  }
  const config = JSON.parse(await ask(['config', 'view', '--minify', '--output=json'])) as JsonObject
  const answer = JSON.parse(await ask(['version', '--output=json'])) as JsonObject
  const minor = String(at(answer, 'serverVersion', 'minor') ?? '').replace(/\D.*$/, '')
  return {
    context: String(access.context ?? at(config, 'current-context') ?? ''),
    server: String(at(listAt(config, 'clusters')[0], 'cluster', 'server') ?? ''),
    version: `${String(at(answer, 'serverVersion', 'major') ?? '')}.${minor}`,
  }
}

interface Namespaced {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
}

/** The namespaces of the platform that are there. Throws `apply.namespacesTaken` where one of these names is not the platform's. */
export async function ownNamespaces(
  access: ClusterAccess,
  plan: Plan,
  context: string,
): Promise<ReadonlySet<string>> {
  const wanted = new Set([
    recordNamespace(plan),
    ...Object.keys(plan.services).map((service) => namespaceOf(plan, service)),
  ])
  const there = await listed<Namespaced>(access, 'namespaces', [])
  const taken = there.filter((one) => wanted.has(one.metadata.name) && !isOf(plan, one))
  if (taken.length > 0) {
    const namespaces = taken.map(({ metadata }) => metadata.name).join(', ')
    throw applyErrors.namespacesTaken({ namespaces, platform: plan.name, context })
  }
  return namesOf(plan, there)
}

/** The namespaces of the platform on the cluster, those that only an earlier plan had, too. Throws as `mustRun`. */
export async function platformNamespaces(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
): Promise<ReadonlySet<string>> {
  return namesOf(plan, await listed<Namespaced>(access, 'namespaces', []))
}

/** By its label: the names of another platform may begin as ours do (`minimum`, `minimum-kafka`). */
function isOf(plan: Pick<Plan, 'name'>, { metadata }: Namespaced): boolean {
  return metadata.labels?.['app.kubernetes.io/part-of'] === plan.name
}

function namesOf(plan: Pick<Plan, 'name'>, namespaces: readonly Namespaced[]): ReadonlySet<string> {
  return new Set(namespaces.filter((one) => isOf(plan, one)).map(({ metadata }) => metadata.name))
}

/** Where what was applied is remembered. */
export function recordNamespace(plan: Pick<Plan, 'name'>): string {
  return `${plan.name}-hanok`
}

/** A node, as far as the plan cares. */
export interface ClusterNode {
  readonly name: string
  readonly group: string | undefined
  readonly isReady: boolean
  readonly memoryMiB: number
}

interface NodeObject extends Namespaced {
  readonly spec: { readonly unschedulable?: boolean }
  readonly status: {
    readonly allocatable?: { readonly memory?: string }
    readonly conditions?: readonly { readonly type: string; readonly status: string }[]
  }
}

/** All nodes of the cluster. */
export async function clusterNodes(access: ClusterAccess): Promise<readonly ClusterNode[]> {
  return (await listed<NodeObject>(access, 'nodes', [])).map(({ metadata, spec, status }) => ({
    name: metadata.name,
    group: metadata.labels?.[groupLabel],
    isReady:
      spec.unschedulable !== true &&
      (status.conditions ?? []).some((one) => one.type === 'Ready' && one.status === 'True'),
    memoryMiB: kibibytes(status.allocatable?.memory ?? '0') / 1024,
  }))
}

/** A node's memory, in KiB: kubelets tell it in that unit, others write Mi or Gi. */
function kibibytes(quantity: string): number {
  const [, number = '0', unit = ''] = /^(\d+)(Ki|Mi|Gi)?$/.exec(quantity) ?? []
  const factor = { Ki: 1, Mi: 1024, Gi: 1024 * 1024, '': 1 / 1024 }[unit] ?? 1
  return Number(number) * factor
}

/** One thing that a cluster lacks for a plan. */
export interface Lack {
  readonly group: string
  readonly nodes: number
  readonly wantedNodes: number
  /** Nodes of the group with less memory than the plan's fullest host of it asks for. */
  readonly smallNodes: readonly string[]
  readonly wantedMiB: number
}

/** What the nodes lack, group by group; empty where the plan fits. */
export function lacksOf(plan: Plan, nodes: readonly ClusterNode[]): readonly Lack[] {
  const groups = [...new Set(plan.hosts.map(({ group }) => group))]
  return groups.flatMap((group): readonly Lack[] => {
    const hosts = plan.hosts.filter((host) => host.group === group).map(({ id }) => id)
    const loads = hosts.map((host) =>
      plan.instances
        .filter((one) => one.host === host && one.service !== 'kubernetes')
        .reduce((sum, { size }) => sum + size.production.memoryMiB, 0),
    )
    const used = loads.filter((load) => load > 0).length
    const wantedMiB = Math.max(0, ...loads)
    const own = nodes.filter((node) => node.isReady && node.group === group)
    const smallNodes = own.filter(({ memoryMiB }) => memoryMiB < wantedMiB).map(({ name }) => name)
    const isEnough = own.length - smallNodes.length >= used
    return isEnough ? [] : [{ group, nodes: own.length, wantedNodes: used, smallNodes, wantedMiB }]
  })
}

/** How long nodes that are there may take to be ready: after the API server was away they all are not, for a moment. */
const nodesReadyWithinMs = 60_000

/** Throws `apply.clusterTooSmall` where the plan does not fit, also once the nodes that are there had time to be ready. */
export async function requireNodes(access: ClusterAccess, plan: Plan, context: string): Promise<void> {
  const deadline = performance.now() + nodesReadyWithinMs
  for (;;) {
    const nodes = await clusterNodes(access)
    const lacks = lacksOf(plan, nodes)
    if (lacks.length === 0) return
    const isHopeless =
      lacksOf(
        plan,
        nodes.map((node) => ({ ...node, isReady: true })),
      ).length > 0
    if (isHopeless || performance.now() > deadline) {
      throw applyErrors.clusterTooSmall({ lacks: lackWords(lacks), context })
    }
    if (access.signal.aborted) throw applyErrors.interrupted({ step: 'nodes' })
    await sleep(1_000)
  }
}

function lackWords(lacks: readonly Lack[]): string {
  return lacks
    .slice(0, 8)
    .map(({ group, nodes, wantedNodes, smallNodes, wantedMiB }) => {
      const small =
        smallNodes.length === 0 ? '' : `, ${smallNodes.slice(0, 4).join(' ')} < ${Math.ceil(wantedMiB)} MiB`
      return `${groupLabel}=${group} ${nodes}/${wantedNodes}${small}`
    })
    .join('; ')
}
