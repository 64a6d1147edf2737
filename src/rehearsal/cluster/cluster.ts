// The plan on a real control plane: what was rendered is applied, and the real scheduler places its pods on nodes that only exist
// there. Nothing is run: that is said wherever a result is told.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { planSha256 } from '../../model/canonical-json.ts'
import type { Plan } from '../../model/plan.ts'
import { isAlive } from '../proc.ts'
import { type Applied, applyRendered } from './apply-rendered.ts'
import type { ChartTemplates } from './chart-objects.ts'
import {
  type ClusterPlace,
  type ClusterRecord,
  clusterPlace,
  daemonNames,
  readCluster,
} from './cluster-place.ts'
import { removeControlPlane, startControlPlane, startDaemon } from './control-plane.ts'
import type { Programs } from './daemons.ts'
import { clusterErrors } from './errors.ts'
import { createNodes, readNodes, writeStages } from './nodes.ts'
import { type PlacedPod, placedPods, waitUntilPlaced } from './pods.ts'

/** The programs, kubectl, and KWOK's stages. */
export type ClusterPrograms = Programs & { readonly kubectl: string; readonly stages: string }

/** What `up` is told while it goes on. */
export type ClusterReport =
  | { readonly kind: 'stage'; readonly stage: 'control-plane' | 'nodes' | 'applying' | 'placing' }
  | { readonly kind: 'applying'; readonly file: string }
  | { readonly kind: 'placing'; readonly ready: number; readonly wanted: number }

/** How to start it. */
export interface ClusterStartOptions {
  readonly plan: Plan
  readonly renderedDirectory: string
  readonly programs: ClusterPrograms
  readonly report?: (report: ClusterReport) => void
  readonly signal?: AbortSignal | undefined
}

/** How to bring everything up. */
export interface ClusterUpOptions extends ClusterStartOptions {
  readonly definitions?: string | undefined
  /** The real charts, where the user has them. */
  readonly charts?: ChartTemplates | undefined
  readonly secrets: (name: string) => string
}

/** What stands once everything is placed. */
export interface ClusterUp {
  readonly applied: Applied
  readonly pods: readonly PlacedPod[]
  readonly nodes: number
}

const placedWithinMs = 180_000

/** The cluster on this machine. */
export class Cluster {
  readonly place: ClusterPlace

  constructor(place: ClusterPlace = clusterPlace()) {
    this.place = place
  }

  /** What is remembered of it; undefined where none is up. */
  record(): ClusterRecord | undefined {
    return readCluster(this.place)
  }

  /** The plan that is up. Throws `cluster.notUp`. */
  plan(): Plan {
    if (!existsSync(this.place.planFile)) throw clusterErrors.notUp({})
    return JSON.parse(readFileSync(this.place.planFile, 'utf8')) as Plan
  }

  /** Starts the control plane and the plan's nodes, with nothing on them. Gives how many there are. Throws `cluster.*`. */
  async start(options: ClusterStartOptions): Promise<number> {
    const { plan, programs, report = () => undefined, signal } = options
    const { place } = this
    this.#refuseAnother(plan)
    const kubectl = { kubectl: programs.kubectl, place }
    const nodes = readNodes(options.renderedDirectory)
    mkdirSync(place.directory, { recursive: true, mode: 0o700 })
    rmSync(place.renderedDirectory, { recursive: true, force: true })
    cpSync(options.renderedDirectory, place.renderedDirectory, { recursive: true })
    report({ kind: 'stage', stage: 'control-plane' })
    await startControlPlane({
      place,
      programs,
      kubectl: programs.kubectl,
      platform: plan.name,
      planSha256: planSha256(plan),
      nodes: nodes.length,
      signal,
    })
    writeFileSync(place.planFile, JSON.stringify(plan), { mode: 0o600 })
    report({ kind: 'stage', stage: 'nodes' })
    writeStages(place, programs.stages)
    await createNodes(kubectl, nodes)
    startDaemon({ place, programs }, 'kwok', nodes.length)
    return nodes.length
  }

  /** Brings it up, or goes on with what a run before left. Throws `cluster.*`. */
  async up(options: ClusterUpOptions): Promise<ClusterUp> {
    const { programs, definitions, charts, secrets, report = () => undefined, signal } = options
    const { place } = this
    const kubectl = { kubectl: programs.kubectl, place }
    const nodes = await this.start(options)
    report({ kind: 'stage', stage: 'applying' })
    const applied = await applyRendered({
      kubectl,
      renderedDirectory: place.renderedDirectory,
      definitions,
      charts,
      secrets,
      report: (file) => report({ kind: 'applying', file }),
    })
    report({ kind: 'stage', stage: 'placing' })
    const pods = await waitUntilPlaced(kubectl, {
      timeoutMs: placedWithinMs,
      signal,
      report: (ready, wanted) => report({ kind: 'placing', ready, wanted }),
    })
    return { applied, pods, nodes }
  }

  #refuseAnother(plan: Plan): void {
    const running = this.record()
    if (running === undefined || running.planSha256 === planSha256(plan)) return
    throw clusterErrors.otherClusterUp({ running: running.platform, wanted: plan.name })
  }

  /** Every pod, and which programs live. Throws `cluster.notUp`. */
  async status(kubectl: string): Promise<{ pods: readonly PlacedPod[]; dead: readonly string[] }> {
    const record = this.record()
    if (record === undefined) throw clusterErrors.notUp({})
    const dead = daemonNames.filter((name) => !isAlive(record.processes[name]))
    return { pods: await placedPods({ kubectl, place: this.place }), dead }
  }

  /** Ends it and removes everything of it. Gives the number of processes that were ended. */
  async down(): Promise<{ readonly processes: number; readonly wasUp: boolean }> {
    const wasUp = existsSync(this.place.directory)
    return { processes: await removeControlPlane(this.place), wasUp }
  }
}
