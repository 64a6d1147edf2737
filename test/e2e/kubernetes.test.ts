// A shape on a real control plane: accepted by the API server, placed by the scheduler, losing and draining nodes as the plan says,
// and nothing left behind. The first run on a machine builds the control plane (about ten minutes), with progress.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../../src/catalog/kubernetes.gen.ts'
import { loadPlan } from '../../src/cli/load-plan.ts'
import { writeArtifacts } from '../../src/cli/write-artifacts.ts'
import { judgePlacement } from '../../src/drills/judge-placement.ts'
import { drillNodes } from '../../src/drills/node-drill.ts'
import type { Artifact } from '../../src/model/artifacts.ts'
import type { Plan } from '../../src/model/plan.ts'
import { Cluster, type ClusterUp, type ClusterUpOptions } from '../../src/rehearsal/cluster/cluster.ts'
import { clusterPlace, type DaemonName } from '../../src/rehearsal/cluster/cluster-place.ts'
import {
  drainNode,
  loseNode,
  nodesLostSince,
  openNode,
  reportReady,
  returnNode,
} from '../../src/rehearsal/cluster/nodes.ts'
import { placedPods } from '../../src/rehearsal/cluster/pods.ts'
import { isAlive, waitGone } from '../../src/rehearsal/proc.ts'
import { renderKubernetes } from '../../src/renderers/kubernetes/render-kubernetes.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureKubernetesPrograms, type KubernetesPrograms } from '../../src/software/kubernetes-programs.ts'

const definitions = [join(process.cwd(), '..', 'shared', 'crds')].find((folder) => existsSync(folder))

let folder: string
let cluster: Cluster
let programs: KubernetesPrograms
let plan: Plan
let artifacts: readonly Artifact[]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-e2e-'))
  cluster = new Cluster(clusterPlace({ XDG_STATE_HOME: join(folder, 'state') }))
  programs = await ensureKubernetesPrograms({
    cacheDirectory: defaultCacheDirectory(),
    report: ({ what, step, steps }) => process.stderr.write(`control plane: ${what}, ${step} of ${steps}\n`),
  })
  plan = await loadPlan('minimum', 'kubernetes')
  artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
})

afterAll(async () => {
  await cluster?.down()
  rmSync(folder, { recursive: true, force: true })
})

function up(more: Pick<ClusterUpOptions, 'signal' | 'report'> = {}): Promise<ClusterUp> {
  return cluster.up({ ...upOptions(), ...more })
}

function upOptions(): ClusterUpOptions {
  return {
    plan,
    render: (directory) => writeArtifacts(directory, artifacts),
    programs,
    definitions,
    secrets: (name) => `secret of ${name}`,
  }
}

async function kill(...names: readonly DaemonName[]): Promise<void> {
  const { processes = {} } = cluster.record() ?? {}
  const killed = names.flatMap((name) => processes[name] ?? [])
  expect(killed).toHaveLength(names.length)
  for (const { pid } of killed) process.kill(pid, 'SIGKILL')
  expect(await waitGone(killed, 5_000)).toEqual([])
}

describe('minimum on a real control plane', () => {
  it('is accepted whole, and every pod is in its pool and apart from its like', async () => {
    const { applied, pods } = await up()
    expect(applied.notStoodIn).toEqual([])
    if (definitions !== undefined) expect(applied.unknownKinds).toEqual({})
    expect(judgePlacement(plan, pods)).toEqual([])
    expect(new Set(pods.map(({ role }) => role)).size).toBeGreaterThan(25)
  })

  it('that is interrupted ends soon and goes on later, one command at a time', async () => {
    const interruption = new AbortController()
    const first = up({
      signal: interruption.signal,
      report: (report) => report.kind === 'stage' && report.stage === 'applying' && interruption.abort(),
    })
    const ended = expect(first).rejects.toMatchObject({ code: 'cluster.interrupted' })
    await expect(up()).rejects.toThrow(/Another `hanok up` is at work/)
    await expect(cluster.down()).rejects.toThrow(/Another `hanok up` is at work/)
    await ended
    expect(judgePlacement(plan, (await up()).pods)).toEqual([])
  })

  it('tells what was killed, goes on from there, and changes nothing when it is up already', async () => {
    const placed = async () => (await up()).pods.map(({ name, node }) => `${name} ${node}`)
    await kill('etcd', 'kube-apiserver', 'kube-scheduler')
    expect(await cluster.status(programs.kubectl)).toEqual({
      pods: undefined,
      dead: ['etcd', 'kube-apiserver', 'kube-scheduler'],
    })
    const before = await placed()
    expect((await cluster.status(programs.kubectl)).dead).toEqual([])
    expect(await placed()).toEqual(before)
  })

  it('refuses another plan while one is up', async () => {
    const other = await loadPlan('medium-32', 'kubernetes')
    await expect(cluster.up({ ...upOptions(), plan: other })).rejects.toThrow(/minimum/)
  })

  it('loses a node and drains one as the plan says', async () => {
    const kubectl = { kubectl: programs.kubectl, place: cluster.place }
    const whole = { place: cluster.place, programs, kubectl: programs.kubectl }
    const nodes = plan.hosts.length
    const rows = await drillNodes(
      {
        pods: () => placedPods(kubectl),
        lose: (node) => loseNode(whole, node, nodes),
        bringBack: (node) => returnNode(whole, node, nodes),
        drain: (node) => drainNode(kubectl, node, 60),
        open: (node) => openNode(kubectl, node),
        lostSince: (timeMs) => nodesLostSince(kubectl, timeMs),
        settle: () => reportReady(kubectl),
      },
      plan,
      ['storage-1'],
      () => undefined,
    )
    expect(rows.map(({ action, problems }) => ({ action, problems }))).toEqual([
      { action: 'lost', problems: [] },
      { action: 'drained', problems: [] },
    ])
    expect(rows[0]?.waiting).toContain('seaweedfs.volume')
  })

  it('leaves no process and no file behind, even where its record was lost', async () => {
    const processes = Object.values(cluster.record()?.processes ?? {})
    expect(processes).toHaveLength(5)
    rmSync(cluster.place.recordFile)
    expect(await cluster.down()).toEqual({ processes: 5, wasUp: true })
    expect(processes.filter(isAlive)).toEqual([])
    expect(readdirSync(join(folder, 'state'))).toEqual([])
    expect((await cluster.down()).wasUp).toBe(false)
  })
})
