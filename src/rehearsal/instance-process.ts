// Rehearsal: the processes of one instance on its host: prepare, start, signal, end. Knows nothing of readiness.

import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PrepareStep, ProcessDefinition } from '../model/artifacts.ts'
import { logFileOf } from '../model/artifacts.ts'
import type { Probe } from '../model/plan.ts'
import type { HostSite } from './host-site.ts'
import { type InHost, inHostEnv, runInHost, spawnInHost } from './in-host.ts'
import { type ProbeResult, runProbe } from './probes.ts'
import { childrenOf, isAlive, type ProcessRef, processRef, signal as sendSignal, waitGone } from './proc.ts'

/** The main process of an instance and all that it started, in the instance's control group. */
export class InstanceProcess {
  readonly #definition: ProcessDefinition
  readonly #site: HostSite
  /** The main process; undefined when none was started or it was forgotten. */
  main: ProcessRef | undefined
  startedAtMs: number | undefined

  constructor(definition: ProcessDefinition, site: HostSite) {
    this.#definition = definition
    this.#site = site
  }

  get isAlive(): boolean {
    return isAlive(this.main)
  }

  /** PIDs of all its processes on this machine. */
  pids(): number[] {
    return this.#site.cgroups.pids(this.#site.hostname, this.#definition.id)
  }

  /** Sends a signal to all its processes; gives the PIDs that were reached. */
  signalAll(name: NodeJS.Signals): number[] {
    return this.pids().filter((pid) => sendSignal(pid, name))
  }

  /** Sends a signal to its main process only; false when there is none. */
  signalMain(name: NodeJS.Signals): boolean {
    return this.main !== undefined && isAlive(this.main) && sendSignal(this.main.pid, name)
  }

  /** Runs the prepare steps in order, each told to `say`. Gives what went wrong, if anything did. */
  async prepare(say: (what: string) => void, off: AbortSignal): Promise<string | undefined> {
    for (const step of this.#definition.prepare) {
      if (off.aborted) return undefined
      if (step.unlessExists !== undefined && this.#site.exists(step.unlessExists)) continue
      say(`preparing: ${step.name}`)
      const problem = await this.#prepareStep(step, off)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  async #prepareStep(step: PrepareStep, off: AbortSignal): Promise<string | undefined> {
    const result = await runInHost(this.#where({ ...this.#definition.env, ...step.env }), step.argv, {
      timeoutMs: step.timeoutMs,
      signal: off,
    })
    this.#site.appendLog(this.#logFile(), `${result.stdout}${result.stderr}`)
    if (result.code === 0) return undefined
    const said = (result.stderr || result.stdout).trim().split('\n').at(-1) ?? ''
    return `${step.name}: ${result.code === 124 ? `not done after ${step.timeoutMs} ms` : `status ${result.code}`} ${said}`
  }

  /** Starts the process and finds its PID. `ended` tells how it ended; `onEnd` is called at once when it has. */
  async spawn(onEnd: () => void): Promise<{ ended: Promise<string> }> {
    const log = openSync(this.#logFile(), 'a', 0o640)
    const child = spawnInHost(this.#where(this.#definition.env), this.#definition.argv, ['ignore', log, log])
    closeSync(log)
    let over = false
    const ended = new Promise<string>((resolve) => {
      const done = (why: string) => {
        over = true
        onEnd()
        resolve(why)
      }
      child.once('exit', (code, name) =>
        done(name === null ? `ended with status ${code}` : `ended by ${name}`),
      )
      child.once('error', (error) => done(error.message))
    })
    child.unref()
    // Three generations: a shell that becomes nsenter, and nsenter's child, which becomes the daemon.
    while (!over && child.pid !== undefined) {
      const main = childrenOf(child.pid)[0]
      this.main = main === undefined ? undefined : processRef(main)
      if (this.main !== undefined) break
      await sleep(5)
    }
    this.startedAtMs = Date.now()
    return { ended }
  }

  /** Ends the process as its definition says, then whatever is left of it. */
  async end(): Promise<void> {
    if (this.main !== undefined && this.isAlive) {
      sendSignal(this.main.pid, this.#definition.stop.signal)
      await waitGone([this.main], this.#definition.stop.timeoutMs)
    }
    this.killRest()
    await waitGone(
      this.pids().flatMap((pid) => processRef(pid) ?? []),
      5_000,
    )
    this.main = undefined
  }

  /** As a service manager does: what a process leaves behind goes with it. */
  killRest(): void {
    this.signalAll('SIGKILL')
  }

  /** Asks a probe from its host, commands as its user. */
  async probe(probe: Probe, timeoutMs: number): Promise<ProbeResult> {
    return await runProbe(probe, {
      place: this.#site.place,
      hostname: this.#site.hostname,
      timeoutMs,
      aliveMs: this.isAlive ? Date.now() - (this.startedAtMs ?? Date.now()) : 0,
      exec: async (argv, limitMs) => {
        const where = {
          ...this.#where(this.#definition.env),
          joinFiles: this.#site.joinFiles('probe'),
          nice: 0,
        }
        const result = await runInHost(where, argv, { timeoutMs: limitMs })
        return { code: result.code, output: `${result.stdout}${result.stderr}` }
      },
    })
  }

  #where(env: Readonly<Record<string, string>>): InHost {
    const { user, workingDirectory, capabilities, limits } = this.#definition
    return {
      initPid: this.#site.initPid(),
      joinFiles: this.#site.joinFiles(this.#definition.id),
      uid: this.#site.uidOf(user),
      capabilities,
      workingDirectory,
      openFiles: limits.openFiles,
      nice: limits.nice,
      env: inHostEnv(user, workingDirectory, env),
    }
  }

  #logFile(): string {
    const file = this.#site.folderOf(logFileOf(this.#definition.id))
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    return file
  }
}
