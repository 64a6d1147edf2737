// A process that tries cases on the compiled program, one at a time. Its parent watches its memory and its time.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { judge, type Outcome, type Program } from './fuzz-judge.ts'

/** What the parent sends. */
export interface FuzzTask {
  readonly kind: 'declaration' | 'inventory'
  readonly file: string
  readonly bytes: Uint8Array
}

/** What it gets back. */
export interface FuzzAnswer extends Outcome {
  readonly cpuMs: number
  /** The largest resident set of this process so far. */
  readonly peakMiB: number
}

const dist = process.argv[2] ?? ''
const load = async <T>(path: string): Promise<T> => (await import(join(dist, path))) as T
const { runCall } = await load<Pick<Program, 'runCall'>>('cli/run-call.js')
const { recordingTerminal } = await load<Pick<Program, 'recordingTerminal'>>('cli/terminal.js')
const { commands } = await load<{ commands: readonly { name: string }[] }>('cli/commands.js')
const program: Program = { runCall, recordingTerminal, commands: commands.map(({ name }) => name) }
const folder = mkdtempSync(join(tmpdir(), 'hanok-fuzz-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
process.on('disconnect', () => process.exit(0))

const collect = (globalThis as { gc?: () => void }).gc

process.on('message', async (task: FuzzTask) => {
  if (process.memoryUsage.rss() > 150 * 1024 ** 2) collect?.()
  const before = process.cpuUsage()
  const outcome = await judge(program, folder, task.kind, task.file, task.bytes)
  const { user, system } = process.cpuUsage(before)
  const answer: FuzzAnswer = {
    ...outcome,
    cpuMs: (user + system) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  }
  rmSync(join(folder, task.file), { force: true })
  process.send?.(answer)
})
process.send?.('ready')
