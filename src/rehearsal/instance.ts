// Rehearsal: the life of one instance on its host: wait, prepare, start, watch, start again. One runner per instance,
// for as long as the supervisor lives.

import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessDefinition } from '../model/artifacts.ts'
import type { HostSite } from './host-site.ts'
import { InstanceProcess } from './instance-process.ts'
import { isAlive } from './proc.ts'
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
  #definition: ProcessDefinition
  readonly #site: HostSite
  readonly #shared: Shared
  #process: InstanceProcess
  readonly #poke = new Waker()
  #off = new AbortController()
  #life: Promise<void> = Promise.resolve()
  // Not yet begun is not stopped: whoever waits for everything would think it was not wanted.
  #state: RunState = 'starting'
  #detail = ''
  #readyAtMs: number | undefined
  #startMs: number | undefined
  #leader: boolean | null = null
  #restarts = 0
  #stopped = false
  #leaderAskedAtMs = 0

  constructor(definition: ProcessDefinition, site: HostSite, shared: Shared, record?: InstanceRecord) {
    this.#definition = definition
    this.#site = site
    this.#shared = shared
    this.#process = new InstanceProcess(definition, site)
    if (record === undefined) return
    this.#restarts = record.restarts
    this.#stopped = record.stopped
    if (record.stopped) this.#state = 'stopped'
    this.#process.main = isAlive(record.process) ? record.process : undefined
    this.#process.startedAtMs = record.startedAtMs
    this.#readyAtMs = record.readyAtMs
    this.#startMs = record.startMs
  }

  get definition(): ProcessDefinition {
    return this.#definition
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

  /** Its host was down when the supervisor began, and nothing of it runs. */
  hostIsDown(): void {
    this.#state = 'stopped'
    this.#detail = 'its host is down'
  }

  /** Its host is gone and every process of it: nothing is restarted until `begin`. */
  async hostDied(): Promise<void> {
    this.#off.abort()
    await this.#life
    this.#process.main = undefined
    this.#set('stopped', 'its host is down')
  }

  /** Stops it as its definition says, and for good until `start`. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#off.abort()
    await this.#process.end()
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

  /** Stops it as it was defined, and starts it as it is defined from now on. */
  async redefine(definition: ProcessDefinition): Promise<void> {
    await this.stop()
    this.#definition = definition
    this.#process = new InstanceProcess(definition, this.#site)
    this.#restarts++
    this.start()
  }

  /** Sends a signal to all its processes; with SIGKILL it ends and is started again. Gives the PIDs that were reached. */
  sendAll(name: NodeJS.Signals): number[] {
    const reached = this.#process.signalAll(name)
    this.#poke.wake()
    return reached
  }

  /** Sends a signal to its main process only, as `reload` wants. */
  sendMain(name: NodeJS.Signals): boolean {
    return this.#process.signalMain(name)
  }

  /** PIDs of all its processes on this machine. */
  pids(): number[] {
    return this.#process.pids()
  }

  /** Asks now whether it leads. */
  async askLeader(): Promise<void> {
    if (this.definition.leader === undefined || (this.#state !== 'ready' && this.#state !== 'degraded'))
      return
    this.#leaderAskedAtMs = Date.now()
    const result = await this.#process.probe(this.definition.leader, startingProbe.timeoutMs)
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
      startedAtMs: this.#process.startedAtMs ?? null,
      readyAtMs: this.#readyAtMs ?? null,
      restarts: this.#restarts,
      pid: this.#process.main?.pid ?? null,
    }
  }

  /** What the next supervisor must know. */
  record(): InstanceRecord {
    return {
      process: this.#process.main,
      startedAtMs: this.#process.startedAtMs,
      readyAtMs: this.#readyAtMs,
      startMs: this.#startMs,
      restarts: this.#restarts,
      stopped: this.#stopped,
    }
  }

  async #live(off: AbortSignal): Promise<void> {
    let history: RestartHistory = { endsInARow: 0 }
    if (this.#process.main === undefined) {
      this.#process.killRest()
      this.#set('starting', 'waiting')
      if (!(await this.#waits(off))) return
    }
    while (!off.aborted) {
      const adopted = this.#process.main !== undefined
      const giveBack = adopted || this.#isSmall() ? () => undefined : await this.#shared.starting.take(off)
      if (giveBack === undefined) return
      const why = await this.#runOnce(off, adopted, giveBack).finally(giveBack)
      if (off.aborted) return
      const readyForMs = this.#readyAtMs === undefined ? undefined : Date.now() - this.#readyAtMs
      history = countEnd(history, readyForMs)
      this.#process.main = undefined
      this.#readyAtMs = undefined
      this.#process.killRest()
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
        probe: (probe) => this.#process.probe(probe, startingProbe.timeoutMs),
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
      const problem = await this.#process.prepare((what) => this.#say(what), off)
      if (problem !== undefined) return problem
      if (off.aborted) return 'called off'
      this.#readyAtMs = undefined
      this.#startMs = undefined
      this.#leader = null
      ended = (await this.#process.spawn(() => this.#poke.wake())).ended
      if (this.#process.main === undefined) return await ended
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

  /** Returns when the process has ended or nobody wants to know any more. */
  async #watchProcess(over: AbortController, off: AbortSignal): Promise<void> {
    const either = AbortSignal.any([off, over.signal])
    while (!either.aborted && this.#process.isAlive) await this.#poke.pause(1_000, either)
    over.abort()
  }

  /** Asks whether it is ready, often while it starts and seldom afterwards, until it has ended. */
  async #watchReadiness(over: AbortSignal, off: AbortSignal, giveBack: () => void): Promise<void> {
    const either = AbortSignal.any([over, off])
    let pauseMs = startingProbe.firstPauseMs
    let failures = 0
    while (!either.aborted) {
      const settled = this.#state === 'ready' || this.#state === 'degraded'
      const result = await this.#process.probe(
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
      this.#startMs = this.#readyAtMs - (this.#process.startedAtMs ?? this.#readyAtMs)
    }
    this.#set('ready', saw)
    this.#shared.progress.wake()
  }

  #notReadyYet(saw: string): void {
    const forMs = Date.now() - (this.#process.startedAtMs ?? Date.now())
    if (forMs <= this.definition.readyTimeoutMs) this.#say(saw)
    else this.#set('failed', `not ready after ${Math.round(forMs / 1000)} s: ${saw}`)
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
