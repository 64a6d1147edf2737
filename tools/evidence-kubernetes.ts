// `npm run evidence -- kubernetes`: every node of two shapes lost and drained on a real control plane.

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
import { commit } from '../src/drills/evidence.ts'
import { drillNodes, type NodeDrillCluster, type NodeDrillRow } from '../src/drills/node-drill.ts'
import type { Plan } from '../src/model/plan.ts'
import { Cluster } from '../src/rehearsal/cluster/cluster.ts'
import { drainNode, loseNode, openNode, returnNode } from '../src/rehearsal/cluster/nodes.ts'
import { placedPods } from '../src/rehearsal/cluster/pods.ts'
import { renderKubernetes } from '../src/renderers/kubernetes/render-kubernetes.ts'
import { EvidenceProgress } from './evidence-progress.ts'

const shapes = ['minimum', 'medium-32'] as const
const drainWithinS = 120

/** Definitions of the operators' kinds, where they lie beside the project; without them those objects are left out, and said. */
function definitionsBeside(root: string): string | undefined {
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
    const renderedDirectory = join(directory, plan.name)
    await writeArtifacts(
      renderedDirectory,
      renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' }),
    )
    try {
      await cluster.up({
        plan,
        renderedDirectory,
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
