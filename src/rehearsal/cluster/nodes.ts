// Nodes that KWOK pretends to be: the plan's names, labels, taints and sizes, for the real scheduler and controllers.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { type ClusterPlace, readCluster, writeCluster } from './cluster-place.ts'
import { endDaemon, type StartOptions, startDaemon } from './control-plane.ts'
import { clusterErrors } from './errors.ts'
import { type Kubectl, listObjects, runKubectl, tryKubectl } from './kubectl.ts'
import type { PodObject } from './pods.ts'

/** What a node keeps for itself: the operating system and the kubelet. */
const reserved = { cpus: 0.25, memoryMiB: 512 }

const managed = 'kwok.x-k8s.io/node'

/** The nodes of a rendered directory. */
export function readNodes(renderedDirectory: string): readonly KubernetesObject[] {
  const list = parse(readFileSync(join(renderedDirectory, 'kubernetes', 'nodes.yaml'), 'utf8')) as {
    readonly items: readonly KubernetesObject[]
  }
  return list.items
}

/** Makes the nodes that are missing. */
export async function createNodes(kubectl: Kubectl, nodes: readonly KubernetesObject[]): Promise<void> {
  const there = new Set(
    (await listObjects<KubernetesObject>(kubectl, 'nodes')).map(({ metadata }) => metadata.name),
  )
  const missing = nodes.filter(({ metadata }) => !there.has(metadata.name))
  if (missing.length === 0) return
  const list = { apiVersion: 'v1', kind: 'List', items: missing.map(pretended) }
  await runKubectl(kubectl, ['create', '--filename=-'], { input: JSON.stringify(list), timeoutMs: 180_000 })
}

function pretended(node: KubernetesObject) {
  const { name, labels, annotations = {} } = node.metadata
  const cpus = Number(annotations['hanok.dev/cpus'])
  const memoryMiB = Number(annotations['hanok.dev/memoryMiB'])
  const amounts = (cpu: number, memory: number) => ({
    cpu: `${Math.round(cpu * 1_000)}m`,
    memory: `${memory}Mi`,
    pods: '110',
  })
  return {
    ...node,
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        ...labels,
      },
      annotations: { ...annotations, [managed]: 'fake', 'node.alpha.kubernetes.io/ttl': '0' },
    },
    status: {
      capacity: amounts(cpus, memoryMiB),
      allocatable: amounts(cpus - reserved.cpus, memoryMiB - reserved.memoryMiB),
    },
  }
}

/** Puts KWOK's own stages into one file: what a node and a pod go through. `stages` is its folder of them. */
export function writeStages(place: ClusterPlace, stages: string): void {
  const parts = ['node/fast', 'node/heartbeat-with-lease', 'pod/fast'].flatMap((folder) => {
    const directory = join(stages, folder)
    if (!existsSync(directory)) throw clusterErrors.notStarted({ program: 'kwok', said: `no ${folder}` })
    return readdirSync(directory)
      .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
      .sort()
      .map((file) => readFileSync(join(directory, file), 'utf8').trim())
  })
  writeFileSync(join(place.directory, 'stages.yaml'), `${parts.join('\n---\n')}\n`)
}

type Whole = Pick<StartOptions, 'place' | 'programs' | 'kubectl'>

/** A node dies: nobody sends its heartbeats any more. KWOK forgets it only when it is started anew (tried). */
export async function loseNode(whole: Whole, node: string, nodes: number): Promise<void> {
  await runKubectl(whole, ['annotate', 'node', node, `${managed}-`])
  await restartKwok(whole, nodes)
  remember(whole.place, (lost) => [...lost.filter((one) => one !== node), node])
}

/** The node is back with the same name. */
export async function returnNode(whole: Whole, node: string, nodes: number): Promise<void> {
  await runKubectl(whole, ['annotate', '--overwrite', 'node', node, `${managed}=fake`])
  await restartKwok(whole, nodes)
  remember(whole.place, (lost) => lost.filter((one) => one !== node))
  await waitUntilReady(whole, node)
  await reportReady(whole, (one) => one === node)
}

/**
 * Takes everything off a node that budgets allow, one by one, as before maintenance. Gives what kubectl said where that did not end in
 * time; the node stays closed for new pods.
 */
export async function drainNode(
  kubectl: Kubectl,
  node: string,
  timeoutS: number,
): Promise<{ readonly drained: boolean; readonly said: string }> {
  const options = ['--ignore-daemonsets', '--delete-emptydir-data', `--timeout=${timeoutS}s`]
  const { code, stderr } = await tryKubectl(kubectl, ['drain', node, ...options], {
    timeoutMs: (timeoutS + 30) * 1_000,
  })
  return { drained: code === 0, said: stderr.trim().split('\n').at(-1) ?? '' }
}

/** Opens a node for new pods again. */
export async function openNode(kubectl: Kubectl, node: string): Promise<void> {
  await runKubectl(kubectl, ['uncordon', node])
}

interface NodeEvent {
  readonly reason?: string
  readonly involvedObject: { readonly kind: string; readonly name: string }
  readonly lastTimestamp?: string
}

/**
 * Names of the nodes that the controllers gave up at this time (milliseconds since 1970) or later. By their events: KWOK writes the
 * beginning of its own time into the condition (tried).
 */
export async function nodesLostSince(kubectl: Kubectl, sinceMs: number): Promise<readonly string[]> {
  const events = await listObjects<NodeEvent>(kubectl, 'events')
  return events
    .filter(
      ({ reason, involvedObject, lastTimestamp = '' }) =>
        reason === 'NodeNotReady' && involvedObject.kind === 'Node' && Date.parse(lastTimestamp) >= sinceMs,
    )
    .map(({ involvedObject }) => involvedObject.name)
}

async function waitUntilReady(kubectl: Kubectl, node: string): Promise<void> {
  const waited = ['wait', `node/${node}`, '--for=condition=Ready', '--timeout=60s']
  await runKubectl(kubectl, waited, { timeoutMs: 70_000 })
}

/**
 * A kubelet that is back tells that its pods are ready again, which the controllers had taken from them. KWOK does not (tried). Without
 * `reports` it is done for all nodes, as after the API server was away.
 */
export async function reportReady(
  kubectl: Kubectl,
  reports: (node: string) => boolean = () => true,
): Promise<void> {
  const pods = await listObjects<PodObject>(kubectl, 'pods')
  const silent = pods.filter(
    ({ spec, metadata, status: { conditions = [] } }) =>
      spec.nodeName !== undefined &&
      reports(spec.nodeName) &&
      metadata.deletionTimestamp === undefined &&
      conditions.some(({ type, status }) => type === 'Ready' && status === 'False'),
  )
  const patch = JSON.stringify({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
  for (const { metadata } of silent) {
    const { name, namespace } = metadata
    const target = ['patch', 'pod', name, `--namespace=${namespace}`]
    // One that has just gone needs no report.
    await tryKubectl(kubectl, [...target, '--subresource=status', '--type=strategic', `--patch=${patch}`])
  }
}

async function restartKwok(whole: Whole, nodes: number): Promise<void> {
  await endDaemon(whole.place, 'kwok')
  startDaemon(whole, 'kwok', nodes)
}

function remember(place: ClusterPlace, change: (lost: readonly string[]) => readonly string[]): void {
  const record = readCluster(place)
  if (record !== undefined) writeCluster(place, { ...record, lostNodes: change(record.lostNodes) })
}
