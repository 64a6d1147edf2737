// `npm run evidence -- kubernetes`: every node of two shapes lost and drained on a real control plane; `kubernetes-shapes`: every
// shape accepted and placed.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalog } from '../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../src/catalog/kubernetes.gen.ts'
import { clusterPrograms } from '../src/cli/cluster-up.ts'
import { loadPlan } from '../src/cli/load-plan.ts'
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
import { drainNode, loseNode, openNode, returnNode } from '../src/rehearsal/cluster/nodes.ts'
import { placedPods } from '../src/rehearsal/cluster/pods.ts'
import { renderKubernetes } from '../src/renderers/kubernetes/render-kubernetes.ts'
import { EvidenceProgress } from './evidence-progress.ts'

const shapes = ['minimum', 'medium-32'] as const
const drainWithinS = 120

/** Definitions of the operators' kinds, where they lie beside the project; without them those objects are left out, and said. */
export function definitionsBeside(root: string): string | undefined {
  const directory = join(root, '..', 'shared', 'crds')
  return existsSync(directory) ? directory : undefined
}

/**
 * Drills both shapes, or `only` one of them, going on where a run before was interrupted. `fast`: pods that may move leave a
 * lost node after 15 s.
 */
export async function kubernetesRows(
  terminal: Terminal,
  root: string,
  only: string | undefined,
): Promise<readonly NodeDrillRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hanok-evidence-'))
  const rows: NodeDrillRow[] = []
  try {
    for (const shape of shapes.filter((one) => only === undefined || one === only)) {
      const file = join(directory, `${shape}.yaml`)
      writeFileSync(file, `name: ${shape}\nshape: ${shape}\ntarget: kubernetes\nprofile: fast\n`)
      rows.push(...(await drillShape(terminal, root, await loadPlan(file), directory)))
    }
    return rows
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
  const cluster = new Cluster()
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

async function drillShape(
  terminal: Terminal,
  root: string,
  plan: Plan,
  directory: string,
): Promise<readonly NodeDrillRow[]> {
  const progress = new EvidenceProgress<NodeDrillRow>(
    '.hanok',
    `kubernetes-${plan.name}`,
    `${commit()} ${plan.declarationSha256}`,
  )
  const nodes = plan.hosts.map(({ id }) => id.slice('host/'.length))
  const left = nodes.filter((node) => progress.part(node) === undefined)
  if (left.length > 0) {
    const cluster = new Cluster()
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
        if (terminal.signal.aborted) break
        const rows = await drillNodes(drilled, plan, [node], (row) => terminal.print(lineOf(row)))
        progress.add(node, rows)
      }
    } finally {
      await cluster.down()
    }
  }
  const rows = nodes.flatMap((node) => progress.part(node) ?? [])
  return rows
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
  }
}

function lineOf({ platform, node, action, placedAgainMs, backMs, verdict, problems }: NodeDrillRow): string {
  const seconds = (ms: number | null) => (ms === null ? '–' : `${Math.round(ms / 1_000)} s`)
  return `${platform} ${node} ${action}: ${verdict}, after ${seconds(placedAgainMs)}, whole again ${seconds(backMs)} ${problems.join('; ')}`
}
