// A worker process of the fuzzer as its parent sees it: a case in, an answer or a death out, memory and time watched.

import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FuzzAnswer, FuzzTask } from './fuzz-worker.ts'

/** What a process may take for one case, its calls together. */
export const processLimits = { memoryMiB: 512, cpuMs: 20_000, wallMs: 120_000 } as const

/** A case that killed its process, or for which it had to be killed. */
export interface Death {
  readonly died: string
}

const worker = fileURLToPath(new URL('fuzz-worker.ts', import.meta.url))
const ticksPerSecond = 100

/** One process; `end` it when it is no longer wanted. */
export class FuzzProcess {
  private readonly child: ChildProcess
  private readonly ready: Promise<void>
  private last = ''

  constructor(dist: string) {
    // The heap's own limit lies above the one that is watched: what passes 512 MiB is seen as such, not as a crash.
    const execArgv = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=1024']
    const environment = { ...process.env, XDG_STATE_HOME: '/nonexistent', LANG: 'C', LC_ALL: 'C' }
    this.child = fork(worker, [dist], {
      execArgv,
      env: environment,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.last = (this.last + chunk.toString()).slice(-2000)
    })
    this.ready = new Promise((resolve, reject) => {
      this.child.once('message', () => resolve())
      this.child.once('exit', () => reject(new Error(`the worker did not start: ${this.last}`)))
    })
  }

  /** Runs a case. The process is dead after a `Death`. */
  async run(task: FuzzTask): Promise<FuzzAnswer | Death> {
    await this.ready
    return new Promise((resolve) => {
      const startMs = performance.now()
      const startCpuMs = this.cpuMs()
      let killed: string | undefined
      const watch = setInterval(() => {
        const memoryMiB = this.residentMiB()
        const cpuMs = this.cpuMs() - startCpuMs
        const wallMs = performance.now() - startMs
        if (memoryMiB > 2 * processLimits.memoryMiB) killed = `${Math.round(memoryMiB)} MiB`
        else if (cpuMs > processLimits.cpuMs) killed = `${Math.round(cpuMs)} ms of CPU`
        else if (wallMs > processLimits.wallMs) killed = `${Math.round(wallMs)} ms`
        if (killed !== undefined) this.child.kill('SIGKILL')
      }, 50)
      const settle = (answer: FuzzAnswer | Death) => {
        clearInterval(watch)
        this.child.removeAllListeners('message')
        this.child.removeAllListeners('exit')
        resolve(answer)
      }
      this.child.once('message', (answer) => settle(answer as FuzzAnswer))
      this.child.once('exit', (code, signal) => {
        settle({ died: killed ?? `exit ${code ?? signal}: ${this.last.slice(-400)}` })
      })
      this.child.send(task)
    })
  }

  end(): void {
    this.child.removeAllListeners('exit')
    this.child.kill('SIGKILL')
  }

  /** Time of this process on any CPU (proc(5), stat: utime and stime). */
  private cpuMs(): number {
    const fields = this.read('stat')
      .replace(/^.*\) /s, '')
      .split(' ')
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000 || 0
  }

  private residentMiB(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(this.read('status'))?.[1] ?? 0) / 1024
  }

  private read(what: string): string {
    try {
      return readFileSync(`/proc/${this.child.pid}/${what}`, 'utf8')
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
      throw error
    }
  }
}
