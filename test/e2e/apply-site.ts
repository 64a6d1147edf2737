// Where apply is tried: a control plane with the plan's nodes, charts beside it, and hanok called as a user would.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { catalog } from '../../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../../src/catalog/kubernetes.gen.ts'
import { loadPlan } from '../../src/cli/load-plan.ts'
import { writeArtifacts } from '../../src/cli/write-artifacts.ts'
import type { Plan } from '../../src/model/plan.ts'
import { Cluster } from '../../src/rehearsal/cluster/cluster.ts'
import { clusterPlace } from '../../src/rehearsal/cluster/cluster-place.ts'
import { type Kubectl, runKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { reportReady } from '../../src/rehearsal/cluster/nodes.ts'
import { type Installation, installation } from '../../src/renderers/kubernetes/installation.ts'
import { renderKubernetes } from '../../src/renderers/kubernetes/render-kubernetes.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureKubernetesPrograms, type KubernetesPrograms } from '../../src/software/kubernetes-programs.ts'
import { actAsOperators, writeCharts } from './cluster-fixture.ts'

/** Definitions of the operators' kinds, where they lie beside the project. */
export const definitions = [join(process.cwd(), '..', 'shared', 'crds')].find((folder) => existsSync(folder))

const main = join(process.cwd(), 'src', 'cli', 'main.ts')
const tsx = join(process.cwd(), 'node_modules', '.bin', 'tsx')

/** How a call ended. */
export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Ends a call, and all that it has started, with a signal. */
type Kill = (signal: 'SIGINT' | 'SIGKILL') => void

/** A cluster for one platform, and a folder to call hanok in. */
export class ApplySite {
  readonly folder: string
  readonly cluster: Cluster
  readonly programs: KubernetesPrograms
  readonly plan: Plan
  readonly installed: Installation
  readonly kubectl: Kubectl
  readonly #operators = new AbortController()
  #acting: Promise<void> = Promise.resolve()

  private constructor(folder: string, cluster: Cluster, programs: KubernetesPrograms, plan: Plan) {
    this.folder = folder
    this.cluster = cluster
    this.programs = programs
    this.plan = plan
    this.kubectl = { kubectl: programs.kubectl, place: cluster.place }
    this.installed = installation(plan, catalog, kubernetesRenderers, { size: 'production' })
  }

  /** Makes charts for the shape, and starts a control plane with its nodes. */
  static async start(shape: string): Promise<ApplySite> {
    const folder = mkdtempSync(join(tmpdir(), 'hanok-apply-'))
    const programs = await ensureKubernetesPrograms({
      cacheDirectory: defaultCacheDirectory(),
      report: ({ what, step, steps }) =>
        process.stderr.write(`control plane: ${what}, ${step} of ${steps}\n`),
    })
    const cluster = new Cluster(clusterPlace({ XDG_STATE_HOME: join(folder, 'state') }))
    const site = new ApplySite(folder, cluster, programs, await loadPlan(shape, 'kubernetes'))
    await site.#render(site.rendered)
    writeCharts(site.charts, site.rendered, site.installed, definitions)
    await site.startCluster()
    return site
  }

  /** What is rendered of the plan. */
  get rendered(): string {
    return join(this.folder, 'rendered')
  }

  /** The charts that its releases are of. */
  get charts(): string {
    return join(this.folder, 'charts')
  }

  /** Options that name the cluster and the charts. */
  get where(): readonly string[] {
    return ['--kubeconfig', this.cluster.place.kubeconfig, '--charts', this.charts]
  }

  async #render(directory: string): Promise<void> {
    const artifacts = renderKubernetes(this.plan, catalog, kubernetesRenderers, { size: 'production' })
    await writeArtifacts(directory, artifacts)
  }

  /** Starts what does not run of the control plane. */
  async startCluster(): Promise<void> {
    const { plan, programs } = this
    await this.cluster.start({ plan, programs, render: (directory) => this.#render(directory) })
  }

  /** Runs kubectl, which must succeed. */
  async run(...words: readonly string[]): Promise<string> {
    return await runKubectl(this.kubectl, words, { timeoutMs: 70_000 })
  }

  /** From now on the workloads of custom resources are made. */
  actAsOperators(): void {
    this.#acting = actAsOperators(this.kubectl, this.#operators.signal)
  }

  /** Tells again and again that all pods are ready, as kubelets would, while something goes on. */
  async withKubelets<T>(work: () => Promise<T>): Promise<T> {
    const finished = new AbortController()
    const reporting = (async () => {
      while (!finished.signal.aborted) {
        await reportReady(this.kubectl)
        await sleep(2_000)
      }
    })()
    try {
      return await work()
    } finally {
      finished.abort()
      await reporting
    }
  }

  /** Calls hanok in the folder. `during` sees everything that it has said so far, and may end it. */
  async hanok(words: readonly string[], during?: (said: string, kill: Kill) => void): Promise<Ended> {
    return await new Promise((resolve, reject) => {
      const child = spawn(tsx, [main, ...words, '--lang', 'en'], {
        cwd: this.folder,
        env: { ...process.env, KUBECONFIG: '' },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let [out, err] = ['', '']
      const timer = setTimeout(() => kill('SIGKILL'), 240_000)
      // The whole group: helm and kubectl go with it, as they do when a terminal is closed or a machine dies.
      const kill: Kill = (signal) => {
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
      }
      const heard = () => during?.(out + err, kill)
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString()
        heard()
      })
      child.stderr.on('data', (chunk: Buffer) => {
        err += chunk.toString()
        heard()
      })
      child.on('error', reject)
      child.on('close', (code) => {
        clearTimeout(timer)
        resolve({ code, out, err })
      })
    })
  }

  /** Takes it all down. */
  async stop(): Promise<void> {
    this.#operators.abort()
    await this.#acting
    await this.cluster.down()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
