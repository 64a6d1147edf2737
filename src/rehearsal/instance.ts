// Rehearsal: the life of one instance on its host: wait, prepare, start, watch, start again. One runner per instance,
// for as long as the supervisor lives.

import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PrepareStep, ProcessDefinition } from '../model/artifacts.ts'
import { hostPaths } from '../model/artifacts.ts'
import type { Probe } from '../model/plan.ts'
import type { HostSite } from './host-site.ts'
import { type InHost, inHostEnv, runInHost, spawnInHost } from './in-host.ts'
import { logName } from './place.ts'
import { type ProbeResult, runProbe } from './probes.ts'
import { childrenOf, isAlive, type ProcessRef, processRef, signal as sendSignal, waitGone } from './proc.ts'
import { countEnd, failedAfterEnds, type RestartHistory, restartDelayMs } from './restart-policy.ts'
import type { InstanceRecord } from './state.ts'
import type { InstanceStatus, RunState } from './status.ts'
import { waitForAll } from './waits.ts'
import { type Slots, Waker } from './waker.ts'

/** What all runners of a supervisor share. */
export interface Shared {
  /** Woken whenever an instance became ready or a job was done. */
  readonly progress: Waker
  /** Places for instances that are starting. */
  readonly starting: Slots
  jobDone(id: string): boolean
  /** Called after every change of state. */
  changed(kind: 'instance' | 'job' | 'host', id: string, state: string, detail: string): void
}

const startingProbe = { firstPauseMs: 250, longestPauseMs: 1_000, timeoutMs: 3_000 }
const readyProbe = { pauseMs: 5_000, timeoutMs: 4_000, failuresUntilDegraded: 2 }
const leaderPauseMs = 3_000
/** No instance keeps others from starting for longer, whatever it waits for: members of a quorum wait for one another. */
const longestHoldMs = 20_000
/** Below this a process starts without a place: it costs next to nothing. */
const smallMiB = 48

/** Runs one instance. All methods may be called at any time; state is told through `Shared.changed`. */
export class InstanceRunner {
  readonly definition: ProcessDefinition
  readonly #site: HostSite
  readonly #shared: Shared
  readonly #poke = new Waker()
  #off = new AbortController()
  #life: Promise<void> = Promise.resolve()
  #state: RunState = 'stopped'
  #detail = ''
  #process: ProcessRef | undefined
  #startedAtMs: number | undefined
  #readyAtMs: number | undefined
  #startMs: number | undefined
  #leader: boolean | null = null
  #restarts = 0
  #stopped = false
  #leaderAskedAtMs = 0

  constructor(definition: ProcessDefinition, site: HostSite, shared: Shared, record?: InstanceRecord) {
    this.definition = definition
    this.#site = site
    this.#shared = shared
    if (record === undefined) return
    this.#restarts = record.restarts
    this.#stopped = record.stopped
    this.#process = isAlive(record.process) ? record.process : undefined
    this.#startedAtMs = record.startedAtMs
    this.#readyAtMs = record.readyAtMs
    this.#startMs = record.startMs
  }

  /** Begins, or takes over the process that the record named if it lives. Does nothing for one stopped by request. */
  begin(): void {
    if (this.#stopped) {
      this.#set('stopped', 'stopped on request')
      return
    }
    this.#off.abort()
    this.#off = new AbortController()
    const { signal } = this.#off
    const before = this.#life
    this.#life = before
      .then(() => this.#live(signal))
      .catch((error: unknown) => {
        if (!signal.aborted) this.#set('failed', error instanceof Error ? error.message : String(error))
      })
  }

  /** Its host is gone and every process of it: nothing is restarted until `begin`. */
  async hostDied(): Promise<void> {
    this.#off.abort()
    await this.#life
    this.#process = undefined
    this.#set('stopped', 'its host is down')
  }

  /** Stops it as its definition says, and for good until `start`. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#off.abort()
    await this.#endProcess()
    await this.#life
    this.#set('stopped', 'stopped on request')
  }

  /** Starts one that was stopped. */
  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    this.begin()
  }

  /** Stops and starts it. */
  async restart(): Promise<void> {
    await this.stop()
    this.#restarts++
    this.start()
  }

  /** Sends a signal to all its processes; with SIGKILL it ends and is started again. Gives the PIDs that were reached. */
  sendAll(name: NodeJS.Signals): number[] {
    const reached = this.pids().filter((pid) => sendSignal(pid, name))
    this.#poke.wake()
    return reached
  }

  /** Sends a signal to its main process only, as `reload` wants. */
  sendMain(name: NodeJS.Signals): boolean {
    return this.#process !== undefined && isAlive(this.#process) && sendSignal(this.#process.pid, name)
  }

  /** PIDs of all its processes on this machine. */
  pids(): number[] {
    return this.#site.cgroups.pids(this.#site.hostname, this.definition.id)
  }

  /** Asks now whether it leads. */
  async askLeader(): Promise<void> {
    if (this.definition.leader === undefined || (this.#state !== 'ready' && this.#state !== 'degraded'))
      return
    this.#leaderAskedAtMs = Date.now()
    const result = await this.#probe(this.definition.leader, startingProbe.timeoutMs)
    if (result.ok === this.#leader) return
    this.#leader = result.ok
    this.#shared.changed('instance', this.definition.id, this.#state, result.ok ? 'leads' : 'follows')
  }

  get state(): RunState {
    return this.#state
  }

  /** What is told about it. */
  status(pssMiB: number | null): InstanceStatus {
    return {
      id: this.definition.id,
      host: this.#site.id,
      state: this.#state,
      detail: this.#detail,
      leader: this.definition.leader === undefined ? null : (this.#leader ?? false),
      pssMiB,
      startMs: this.#startMs ?? null,
      startedAtMs: this.#startedAtMs ?? null,
      readyAtMs: this.#readyAtMs ?? null,
      restarts: this.#restarts,
      pid: this.#process?.pid ?? null,
    }
  }

  /** What the next supervisor must know. */
  record(): InstanceRecord {
    return {
      process: this.#process,
      startedAtMs: this.#startedAtMs,
      readyAtMs: this.#readyAtMs,
      startMs: this.#startMs,
      restarts: this.#restarts,
      stopped: this.#stopped,
    }
  }

  async #live(off: AbortSignal): Promise<void> {
    let history: RestartHistory = { endsInARow: 0 }
    if (this.#process === undefined) {
      this.#killRest()
      this.#set('starting', 'waiting')
      if (!(await this.#waits(off))) return
    }
    while (!off.aborted) {
      const adopted = this.#process !== undefined
      const giveBack = adopted || this.#isSmall() ? () => undefined : await this.#shared.starting.take(off)
      if (giveBack === undefined) return
      const why = await this.#runOnce(off, adopted, giveBack).finally(giveBack)
      if (off.aborted) return
      const readyForMs = this.#readyAtMs === undefined ? undefined : Date.now() - this.#readyAtMs
      history = countEnd(history, readyForMs)
      this.#process = undefined
      this.#readyAtMs = undefined
      this.#killRest()
      this.#restarts++
      const delayMs = restartDelayMs(this.definition.restart, history)
      const failed = history.endsInARow >= failedAfterEnds
      this.#set(failed ? 'failed' : 'starting', `${why}; started again in ${delayMs / 1000} s`)
      await new Waker().pause(delayMs, off)
    }
  }

  async #waits(off: AbortSignal): Promise<boolean> {
    return await waitForAll(
      this.definition.after,
      {
        probe: (probe) => this.#probe(probe, startingProbe.timeoutMs),
        jobDone: (id) => this.#shared.jobDone(id),
        waker: this.#shared.progress,
        saw: (what) => this.#say(`waits for ${what}`),
      },
      off,
    )
  }

  /** Prepares, starts and watches it until it has ended; says why it did. */
  async #runOnce(off: AbortSignal, adopted: boolean, giveBack: () => void): Promise<string> {
    let ended: Promise<string> | undefined
    if (!adopted) {
      this.#set('starting', 'preparing')
      const problem = await this.#prepare(off)
      if (problem !== undefined) return problem
      if (off.aborted) return 'called off'
      ended = (await this.#spawn()).ended
      if (this.#process === undefined) return await ended
      this.#set('starting', 'started')
    } else if (this.#state !== 'ready') {
      this.#set('starting', 'taken over')
    }
    const over = new AbortController()
    const end = (ended ?? new Promise<string>(() => undefined)).then((why) => {
      over.abort()
      return why
    })
    const hold = setTimeout(giveBack, longestHoldMs)
    const gone = this.#watchProcess(over, off)
    await this.#watchReadiness(over.signal, off, giveBack)
    clearTimeout(hold)
    await gone
    return await Promise.race([end, sleep(500, 'ended')])
  }

  /** Runs the prepare steps in order. Gives what went wrong, if anything did. */
  async #prepare(off: AbortSignal): Promise<string | undefined> {
    for (const step of this.definition.prepare) {
      if (off.aborted) return undefined
      if (step.unlessExists !== undefined && this.#site.exists(step.unlessExists)) continue
      this.#say(`preparing: ${step.name}`)
      const problem = await this.#prepareStep(step, off)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  async #prepareStep(step: PrepareStep, off: AbortSignal): Promise<string | undefined> {
    const result = await runInHost(this.#where({ ...this.definition.env, ...step.env }), step.argv, {
      timeoutMs: step.timeoutMs,
      signal: off,
    })
    this.#site.appendLog(this.#logFile(), `${result.stdout}${result.stderr}`)
    if (result.code === 0) return undefined
    const said = (result.stderr || result.stdout).trim().split('\n').at(-1) ?? ''
    return `${step.name}: ${result.code === 124 ? `not done after ${step.timeoutMs} ms` : `status ${result.code}`} ${said}`
  }

  /** Starts the process and finds its PID. The promise tells how it ended. */
  async #spawn(): Promise<{ ended: Promise<string> }> {
    const log = openSync(this.#logFile(), 'a', 0o640)
    const child = spawnInHost(this.#where(this.definition.env), this.definition.argv, ['ignore', log, log])
    closeSync(log)
    let over = false
    const ended = new Promise<string>((resolve) => {
      const done = (why: string) => {
        over = true
        this.#poke.wake()
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
      this.#process = main === undefined ? undefined : processRef(main)
      if (this.#process !== undefined) break
      await sleep(5)
    }
    this.#startedAtMs = Date.now()
    this.#readyAtMs = undefined
    this.#startMs = undefined
    this.#leader = null
    return { ended }
  }

  /** Returns when the process has ended or nobody wants to know any more. */
  async #watchProcess(over: AbortController, off: AbortSignal): Promise<void> {
    const either = AbortSignal.any([off, over.signal])
    while (!either.aborted && isAlive(this.#process)) await this.#poke.pause(1_000, either)
    over.abort()
  }

  /** Asks whether it is ready, often while it starts and seldom afterwards, until it has ended. */
  async #watchReadiness(over: AbortSignal, off: AbortSignal, giveBack: () => void): Promise<void> {
    const either = AbortSignal.any([over, off])
    let pauseMs = startingProbe.firstPauseMs
    let failures = 0
    while (!either.aborted) {
      const settled = this.#state === 'ready' || this.#state === 'degraded'
      const result = await this.#probe(
        this.definition.ready,
        settled ? readyProbe.timeoutMs : startingProbe.timeoutMs,
      )
      if (either.aborted) return
      failures = result.ok ? 0 : failures + 1
      if (result.ok) {
        this.#becomeReady(result.saw)
        giveBack()
        if (Date.now() - this.#leaderAskedAtMs >= leaderPauseMs) await this.askLeader()
      } else if (settled) {
        if (failures >= readyProbe.failuresUntilDegraded) this.#set('degraded', result.saw)
      } else this.#notReadyYet(result.saw)
      pauseMs = result.ok
        ? this.definition.leader === undefined
          ? readyProbe.pauseMs
          : leaderPauseMs
        : settled
          ? 1_000
          : Math.min(startingProbe.longestPauseMs, pauseMs * 1.25)
      await this.#poke.pause(pauseMs, either)
    }
  }

  #becomeReady(saw: string): void {
    if (this.#state === 'ready') return
    if (this.#readyAtMs === undefined) {
      this.#readyAtMs = Date.now()
      this.#startMs = this.#readyAtMs - (this.#startedAtMs ?? this.#readyAtMs)
    }
    this.#set('ready', saw)
    this.#shared.progress.wake()
  }

  #notReadyYet(saw: string): void {
    const forMs = Date.now() - (this.#startedAtMs ?? Date.now())
    if (forMs <= this.definition.readyTimeoutMs) this.#say(saw)
    else this.#set('failed', `not ready after ${Math.round(forMs / 1000)} s: ${saw}`)
  }

  /** Ends the process as its definition says, then whatever is left of it. */
  async #endProcess(): Promise<void> {
    const main = this.#process
    if (main !== undefined && isAlive(main)) {
      sendSignal(main.pid, this.definition.stop.signal)
      await waitGone([main], this.definition.stop.timeoutMs)
    }
    this.#killRest()
    await waitGone(
      this.pids().flatMap((pid) => processRef(pid) ?? []),
      5_000,
    )
    this.#process = undefined
  }

  // As a service manager does: what a process leaves behind goes with it.
  #killRest(): void {
    for (const pid of this.pids()) sendSignal(pid, 'SIGKILL')
  }

  async #probe(probe: Probe, timeoutMs: number): Promise<ProbeResult> {
    return await runProbe(probe, {
      place: this.#site.place,
      hostname: this.#site.hostname,
      timeoutMs,
      aliveMs: isAlive(this.#process) ? Date.now() - (this.#startedAtMs ?? Date.now()) : 0,
      exec: async (argv, limitMs) => {
        const where = {
          ...this.#where(this.definition.env),
          joinFiles: this.#site.joinFiles('probe'),
          nice: 0,
        }
        const result = await runInHost(where, argv, { timeoutMs: limitMs })
        return { code: result.code, output: `${result.stdout}${result.stderr}` }
      },
    })
  }

  #where(env: Readonly<Record<string, string>>): InHost {
    const { user, workingDirectory, capabilities, limits } = this.definition
    return {
      initPid: this.#site.initPid(),
      joinFiles: this.#site.joinFiles(this.definition.id),
      uid: this.#site.uidOf(user),
      capabilities,
      workingDirectory,
      openFiles: limits.openFiles,
      nice: limits.nice,
      env: inHostEnv(user, workingDirectory, env),
    }
  }

  #logFile(): string {
    const file = join(this.#site.folderOf(hostPaths.logs), logName(this.definition.id))
    if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true })
    return file
  }

  #isSmall(): boolean {
    return this.definition.limits.memoryMiB <= smallMiB
  }

  #set(state: RunState, detail: string): void {
    if (state === this.#state && detail === this.#detail) return
    const differs = state !== this.#state
    this.#state = state
    this.#detail = detail
    if (state !== 'ready' && state !== 'degraded') this.#leader = null
    if (differs || state === 'starting') this.#shared.changed('instance', this.definition.id, state, detail)
  }

  /** Something new to say while the state stays; no event. */
  #say(detail: string): void {
    this.#detail = detail
  }
}
