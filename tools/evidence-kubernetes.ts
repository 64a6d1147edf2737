// `npm run evidence -- kubernetes`: every node of two shapes lost and drained on a real control plane; `kubernetes-shapes`: every
// shape accepted and placed.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalog } from '../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../src/catalog/kubernetes.gen.ts'
import { clusterPrograms } from '../src/cli/cluster-up.ts'
import { cliErrors } from '../src/cli/errors.ts'
import { loadPlan } from '../src/cli/load-plan.ts'
import { runErrors } from '../src/cli/run-errors.ts'
import { openSecrets } from '../src/cli/secret-store.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { writeArtifacts } from '../src/cli/write-artifacts.ts'
import { commit, markdownTable } from '../src/drills/evidence.ts'
import { judgePlacement } from '../src/drills/judge-placement.ts'
import { drillNodes, type NodeDrillCluster, type NodeDrillRow } from '../src/drills/node-drill.ts'
import { HanokError } from '../src/model/errors.ts'
import type { JsonValue, Plan } from '../src/model/plan.ts'
import { shapes as allShapes } from '../src/planner/shapes.ts'
import { Cluster } from '../src/rehearsal/cluster/cluster.ts'
import {
  drainNode,
  loseNode,
  nodesLostSince,
  openNode,
  reportReady,
  returnNode,
} from '../src/rehearsal/cluster/nodes.ts'
import { placedPods } from '../src/rehearsal/cluster/pods.ts'
import { renderKubernetes } from '../src/renderers/kubernetes/render-kubernetes.ts'
import { EvidenceProgress } from './evidence-progress.ts'

/** The shapes that are drilled. */
export const drilledShapes: readonly string[] = ['minimum', 'medium-32']
const drainWithinS = 120

/** Definitions of the operators' kinds, where they lie beside the project; without them those objects are left out, and said. */
export function definitionsBeside(root: string): string | undefined {
  const directory = join(root, '..', 'shared', 'crds')
  return existsSync(directory) ? directory : undefined
}

/** Throws where a cluster of the user's is up: what is measured here takes its place, and takes it down. */
function ownCluster(): Cluster {
  const cluster = new Cluster()
  const running = cluster.record()
  if (running !== undefined) throw runErrors.clusterUp({ platform: running.platform })
  return cluster
}

/**
 * Drills these shapes, going on where a run before was interrupted. `fast`: pods that may move leave a lost node after 15 s. Throws
 * `cli.interrupted` where it is interrupted again: what is not whole is no evidence. `forget` is for when the rows are written: the next run begins
 * anew.
 */
export async function kubernetesRows(
  terminal: Terminal,
  root: string,
  shapes: readonly string[],
): Promise<{ readonly rows: readonly NodeDrillRow[]; readonly forget: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), 'hanok-evidence-'))
  const rows: NodeDrillRow[] = []
  const kept: EvidenceProgress<NodeDrillRow>[] = []
  try {
    for (const shape of shapes) {
      const file = join(directory, `${shape}.yaml`)
      writeFileSync(file, `name: ${shape}\nshape: ${shape}\ntarget: kubernetes\nprofile: fast\n`)
      const plan = await loadPlan(file)
      const progress = drillProgress(plan)
      kept.push(progress)
      rows.push(...(await drillShape({ terminal, root, plan, directory, progress })))
    }
    const forget = () => {
      for (const progress of kept) progress.clear()
    }
    return { rows, forget }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** One shape, accepted and placed. */
interface PlacedShape extends Readonly<Record<string, JsonValue>> {
  readonly shape: string
  readonly nodes: number
  readonly objects: number
  readonly stoodIn: number
  readonly leftOut: readonly string[]
  readonly pods: number
  readonly placedMs: number
  readonly problems: readonly string[]
}

/** Every shape of up to a hundred hosts on a control plane of its own: accepted whole, and placed as planned. */
export async function shapeRows(terminal: Terminal, root: string): Promise<readonly PlacedShape[]> {
  const programs = await clusterPrograms(terminal)
  const directory = mkdtempSync(join(tmpdir(), 'hanok-evidence-'))
  const rows: PlacedShape[] = []
  try {
    for (const { id, groups } of allShapes.values()) {
      if (groups.reduce((sum, { count }) => sum + count, 0) > 100) continue
      rows.push(await placeShape(root, programs, await loadPlan(id, 'kubernetes'), join(directory, id)))
      const { shape, pods, nodes, placedMs, problems } = rows.at(-1) as PlacedShape
      terminal.print(
        `${shape}: ${pods} pods on ${nodes} nodes, ${Math.round(placedMs / 1_000)} s ${problems.join('; ')}`,
      )
    }
    return rows
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function placeShape(
  root: string,
  programs: Awaited<ReturnType<typeof clusterPrograms>>,
  plan: Plan,
  directory: string,
): Promise<PlacedShape> {
  const cluster = ownCluster()
  const options = { size: 'production' } as const
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, options)
  const row = { shape: plan.shape, nodes: plan.hosts.length }
  const startMs = performance.now()
  try {
    const { applied, pods } = await cluster.up({
      plan,
      render: (folder) => writeArtifacts(folder, artifacts),
      programs,
      definitions: definitionsBeside(root),
      secrets: openSecrets(plan.name, directory, join(directory, 'secrets.json')),
    })
    const leftOut = [...applied.notStoodIn, ...Object.keys(applied.unknownKinds)]
    const placedMs = Math.round(performance.now() - startMs)
    const { objects, stoodIn } = applied
    return {
      ...row,
      objects,
      stoodIn: stoodIn.length,
      leftOut,
      pods: pods.length,
      placedMs,
      problems: judgePlacement(plan, pods),
    }
  } catch (error) {
    if (!(error instanceof HanokError)) throw error
    return { ...row, objects: 0, stoodIn: 0, leftOut: [], pods: 0, placedMs: 0, problems: [error.message] }
  } finally {
    await cluster.down()
  }
}

/** The page made from the shapes. */
export function shapesPage(rows: readonly PlacedShape[]): string {
  const good = rows.filter(({ problems }) => problems.length === 0).length
  return [
    `**${good} of ${rows.length} shapes are accepted whole by a real API server (strict validation), and placed by its scheduler as planned:** every pod in its`,
    'pool, none beside its like, as many as planned. Pods are placed, not run (`scheduled`): nodes by KWOK, and stand-ins for what charts and',
    'operators would make. The time is from an empty control plane until the last pod stands.',
    '',
    markdownTable(
      ['shape', 'nodes', 'objects', 'stood in', 'pods', 'placed after, s', 'left out', 'problems'],
      rows.map((row) => [
        row.shape,
        String(row.nodes),
        String(row.objects),
        String(row.stoodIn),
        String(row.pods),
        (row.placedMs / 1_000).toFixed(0),
        row.leftOut.join(', ') || '–',
        row.problems.join('; ') || '–',
      ]),
    ),
  ].join('\n')
}

function drillProgress(plan: Plan): EvidenceProgress<NodeDrillRow> {
  return new EvidenceProgress('.hanok', `kubernetes-${plan.name}`, `${commit()} ${plan.declarationSha256}`)
}

interface DrilledShape {
  readonly terminal: Terminal
  readonly root: string
  readonly plan: Plan
  /** For what goes when it is done. */
  readonly directory: string
  readonly progress: EvidenceProgress<NodeDrillRow>
}

async function drillShape({
  terminal,
  root,
  plan,
  directory,
  progress,
}: DrilledShape): Promise<readonly NodeDrillRow[]> {
  const nodes = plan.hosts.map(({ id }) => id.slice('host/'.length))
  const left = nodes.filter((node) => progress.part(node) === undefined)
  if (left.length > 0) {
    const cluster = ownCluster()
    const programs = await clusterPrograms(terminal)
    const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
    try {
      await cluster.up({
        plan,
        render: (folder) => writeArtifacts(folder, artifacts),
        programs,
        definitions: definitionsBeside(root),
        secrets: openSecrets(plan.name, directory, join(directory, 'secrets.json')),
        signal: terminal.signal,
      })
      const drilled = drillable(cluster, programs, nodes.length)
      for (const node of left) {
        if (terminal.signal.aborted) throw cliErrors.interrupted({})
        const rows = await drillNodes(drilled, plan, [node], (row) => terminal.print(lineOf(row)))
        progress.add(node, rows)
      }
    } finally {
      await cluster.down()
    }
  }
  return nodes.flatMap((node) => progress.part(node) ?? [])
}

function drillable(
  { place }: Cluster,
  programs: Awaited<ReturnType<typeof clusterPrograms>>,
  nodes: number,
): NodeDrillCluster {
  const kubectl = { kubectl: programs.kubectl, place }
  const whole = { place, programs, kubectl: programs.kubectl }
  return {
    pods: () => placedPods(kubectl),
    lose: (node) => loseNode(whole, node, nodes),
    bringBack: (node) => returnNode(whole, node, nodes),
    drain: (node) => drainNode(kubectl, node, drainWithinS),
    open: (node) => openNode(kubectl, node),
    lostSince: (timeMs) => nodesLostSince(kubectl, timeMs),
    settle: () => reportReady(kubectl),
  }
}

function lineOf({ platform, node, action, placedAgainMs, backMs, verdict, problems }: NodeDrillRow): string {
  const seconds = (ms: number | null) => (ms === null ? '–' : `${Math.round(ms / 1_000)} s`)
  return `${platform} ${node} ${action}: ${verdict}, after ${seconds(placedAgainMs)}, whole again ${seconds(backMs)} ${problems.join('; ')}`
}
