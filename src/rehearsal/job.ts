// Rehearsal: work that is done once for the whole platform, tried again until it succeeds.

import type { JobDefinition } from '../model/artifacts.ts'
import { logFileOf } from '../model/artifacts.ts'
import type { HostSite } from './host-site.ts'
import { inHostEnv, runInHost } from './in-host.ts'
import type { Shared } from './instance.ts'
import { runProbe } from './probes.ts'
import type { JobStatus } from './status.ts'
import { waitForAll } from './waits.ts'
import { Waker } from './waker.ts'

/** Attempts after which a job counts as failed. It is tried on all the same. */
const failedAfterAttempts = 5
const probeTimeoutMs = 3_000

/** Runs one job. */
export class JobRunner {
  readonly definition: JobDefinition
  readonly #site: HostSite
  readonly #shared: Shared
  #off = new AbortController()
  #state: JobStatus['state']
  #attempts = 0
  #detail = ''

  constructor(definition: JobDefinition, site: HostSite, shared: Shared, done: boolean) {
    this.definition = definition
    this.#site = site
    this.#shared = shared
    this.#state = done ? 'done' : 'waiting'
  }

  get done(): boolean {
    return this.#state === 'done'
  }

  /** Begins, unless it is done. */
  begin(): void {
    if (this.done) return
    this.#off.abort()
    this.#off = new AbortController()
    const { signal } = this.#off
    this.#live(signal).catch((error: unknown) => {
      if (!signal.aborted) this.#set('failed', error instanceof Error ? error.message : String(error))
    })
  }

  /** Its host is gone. */
  hostDied(): void {
    this.#off.abort()
    if (!this.done) this.#set('waiting', 'its host is down')
  }

  status(): JobStatus {
    return {
      id: this.definition.id,
      host: this.#site.id,
      state: this.#state,
      attempts: this.#attempts,
      detail: this.#detail,
    }
  }

  async #live(off: AbortSignal): Promise<void> {
    const held = await waitForAll(
      this.definition.after,
      {
        probe: (probe) =>
          runProbe(probe, {
            place: this.#site.place,
            hostname: this.#site.hostname,
            timeoutMs: probeTimeoutMs,
            exec: async (argv, timeoutMs) => {
              const result = await this.#run(argv, timeoutMs, off)
              return { code: result.code, output: `${result.stdout}${result.stderr}` }
            },
          }),
        jobDone: (id) => this.#shared.jobDone(id),
        waker: this.#shared.progress,
        saw: (what) => {
          this.#detail = `waits for ${what}`
        },
      },
      off,
    )
    if (!held) return
    while (!off.aborted) {
      this.#attempts++
      this.#set(this.#attempts > failedAfterAttempts ? 'failed' : 'running', `attempt ${this.#attempts}`)
      const result = await this.#run(this.definition.argv, this.definition.timeoutMs, off)
      if (off.aborted) return
      this.#log(`${result.stdout}${result.stderr}`)
      if (result.code === 0) {
        this.#set('done', `attempt ${this.#attempts}`)
        this.#shared.progress.wake()
        return
      }
      const said = (result.stderr || result.stdout).trim().split('\n').at(-1) ?? ''
      this.#detail = `attempt ${this.#attempts}: status ${result.code} ${said}`
      await new Waker().pause(this.definition.retryDelayMs, off)
    }
  }

  async #run(argv: readonly string[], timeoutMs: number, signal: AbortSignal) {
    const { user, workingDirectory, env } = this.definition
    const where = {
      initPid: this.#site.initPid(),
      joinFiles: this.#site.joinFiles(this.definition.id),
      uid: this.#site.uidOf(user),
      workingDirectory,
      env: inHostEnv(user, workingDirectory, env),
    }
    return await runInHost(where, argv, { timeoutMs, signal })
  }

  #log(text: string): void {
    this.#site.appendLog(this.#site.folderOf(logFileOf(this.definition.id)), text)
  }

  #set(state: JobStatus['state'], detail: string): void {
    this.#state = state
    this.#detail = detail
    this.#shared.changed('job', this.definition.id, state, detail)
  }
}
