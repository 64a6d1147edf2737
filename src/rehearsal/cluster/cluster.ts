// The plan on a real control plane: what was rendered is applied, and the real scheduler places its pods on nodes that only exist
// there. Nothing is run: that is said wherever a result is told.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { planSha256 } from '../../model/canonical-json.ts'
import { HanokError } from '../../model/errors.ts'
import type { Plan } from '../../model/plan.ts'
import { takeCommandLock } from '../command-lock.ts'
import { requireDisk, throwIfDiskFull } from '../disk.ts'
import { isAlive } from '../proc.ts'
import { type Applied, applyRendered } from './apply-rendered.ts'
import type { ChartTemplates } from './chart-objects.ts'
import {
  type ClusterPlace,
  type ClusterRecord,
  clusterPlace,
  type DaemonName,
  daemonNames,
  readCluster,
} from './cluster-place.ts'
import {
  keeper,
  removeControlPlane,
  removeEmptyParent,
  removeUnremembered,
  type StartOptions,
  startControlPlane,
  startDaemon,
} from './control-plane.ts'
import type { Programs } from './daemons.ts'
import { clusterErrors } from './errors.ts'
import type { Kubectl } from './kubectl.ts'
import { createNodes, readNodes, reportReady, writeStages } from './nodes.ts'
import { type PlacedPod, placedPods, waitUntilPlaced } from './pods.ts'
import { clusterProcesses } from './strays.ts'

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
  /** Writes what was rendered for the plan into a folder. */
  readonly render: (directory: string) => Promise<void>
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

/** What stands now. */
export interface ClusterStatus {
  readonly pods: readonly PlacedPod[] | undefined
  readonly dead: readonly DaemonName[]
  /** What was said where the pods could not be asked for though everything lives. */
  readonly why?: HanokError
}

const placedWithinMs = 180_000
/** A healthy API server gives all pods of a hundred nodes within a second; the machine may be busy. */
const answerWithinMs = 30_000
/** etcd, logs and what is rendered: 143 MiB for `minimum` when measured, most of it etcd's own files of a fixed size. */
const neededMiB = 300

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
    return await this.#alone('up', async () => (await this.#start(options)).nodes)
  }

  /** Brings it up, or goes on with what a run before left. Throws `cluster.*`. */
  async up(options: ClusterUpOptions): Promise<ClusterUp> {
    return await this.#alone('up', () => this.#up(options))
  }

  async #start(options: ClusterStartOptions): Promise<StartOptions> {
    const { plan, programs, report = () => undefined, signal } = options
    const { place } = this
    this.#refuseAnother(plan)
    if (this.record() === undefined) {
      await removeUnremembered(place)
      requireDisk(place.directory, neededMiB)
    }
    mkdirSync(place.directory, { recursive: true, mode: 0o700 })
    rmSync(place.renderedDirectory, { recursive: true, force: true })
    await options.render(place.renderedDirectory)
    // Before the record: what is remembered as up has its plan.
    writeFileSync(place.planFile, JSON.stringify(plan), { mode: 0o600 })
    const nodes = readNodes(place.renderedDirectory)
    const starting: StartOptions = {
      place,
      programs,
      kubectl: programs.kubectl,
      platform: plan.name,
      planSha256: planSha256(plan),
      nodes: nodes.length,
      signal,
    }
    report({ kind: 'stage', stage: 'control-plane' })
    await startControlPlane(starting)
    report({ kind: 'stage', stage: 'nodes' })
    writeStages(place, programs.stages)
    await createNodes({ kubectl: programs.kubectl, place, signal }, nodes)
    startDaemon(starting, 'kwok', nodes.length)
    return starting
  }

  async #up(options: ClusterUpOptions): Promise<ClusterUp> {
    const { programs, definitions, charts, secrets, report = () => undefined, signal } = options
    const { place } = this
    const kubectl: Kubectl = { kubectl: programs.kubectl, place, signal }
    const wasUp = this.record() !== undefined
    const starting = await this.#start(options)
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
    const keepRunning = keeper(starting, daemonNames)
    const pods = await waitUntilPlaced(kubectl, {
      timeoutMs: placedWithinMs,
      keep: async () => {
        keepRunning()
        if (wasUp) await reportReady(kubectl, this.#reports())
      },
      report: (ready, wanted) => report({ kind: 'placing', ready, wanted }),
    })
    return { applied, pods, nodes: starting.nodes }
  }

  #refuseAnother(plan: Plan): void {
    const running = this.record()
    if (running === undefined || running.planSha256 === planSha256(plan)) return
    throw clusterErrors.otherClusterUp({ running: running.platform, wanted: plan.name })
  }

  /** Nodes that were killed on purpose report nothing. */
  #reports(): (node: string) => boolean {
    const lost = new Set(this.record()?.lostNodes)
    return (node) => !lost.has(node)
  }

  async #alone<T>(what: 'up' | 'down', work: () => Promise<T>): Promise<T> {
    const { place } = this
    try {
      const unlock = takeCommandLock(place.lockFile, what)
      try {
        return await work()
      } finally {
        unlock()
        removeEmptyParent(place)
      }
    } catch (error) {
      throwIfDiskFull(place.directory, error)
      throw error
    }
  }

  /**
   * Every pod, and which programs do not live. The pods are undefined where nobody can be asked for them: their store or their API server
   * is dead, or does not answer in time. Throws `cluster.notUp`.
   */
  async status(kubectl: string): Promise<ClusterStatus> {
    const record = this.record()
    if (record === undefined) throw clusterErrors.notUp({})
    const dead = daemonNames.filter((name) => !isAlive(record.processes[name]))
    if (dead.includes('etcd') || dead.includes('kube-apiserver')) return { pods: undefined, dead }
    try {
      return { pods: await placedPods({ kubectl, place: this.place }, answerWithinMs), dead }
    } catch (error) {
      if (!(error instanceof HanokError)) throw error
      return { pods: undefined, dead, why: error }
    }
  }

  /** Ends it and removes everything of it; fine where nothing is. Gives the number of processes that were ended. */
  async down(): Promise<{ readonly processes: number; readonly wasUp: boolean }> {
    const { place } = this
    const wasUp = existsSync(place.directory)
    // Where nothing is, nothing is made either.
    if (!wasUp && !existsSync(place.lockFile) && clusterProcesses(place).length === 0) {
      return { processes: 0, wasUp }
    }
    return await this.#alone('down', async () => ({ processes: await removeControlPlane(place), wasUp }))
  }
}
