// One case of the fuzzer: the calls that a user would make with the file, and whether each ended as it may.

import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { runCall } from '../src/cli/run-call.ts'
import type { recordingTerminal } from '../src/cli/terminal.ts'

/** What is called: the compiled program's entry, or the sources' in a unit test. */
export interface Program {
  readonly runCall: typeof runCall
  readonly recordingTerminal: typeof recordingTerminal
  /** Names of the commands that it has. */
  readonly commands: readonly string[]
}

/** How a case ended. */
export interface Outcome {
  /** `plan`, or the codes of the errors. */
  readonly ends: string
  readonly violations: readonly string[]
}

interface Call {
  readonly status: number
  readonly out: string
  readonly errors: readonly {
    readonly code: string
    readonly fault: string
    readonly at?: { line: number; column: number }
  }[]
  readonly problems: readonly string[]
}

/** Makes the calls for one file in an empty folder. */
export async function judge(
  program: Program,
  folder: string,
  kind: 'declaration' | 'inventory',
  name: string,
  bytes: Uint8Array,
): Promise<Outcome> {
  const file = join(folder, name)
  const declaration = kind === 'inventory' ? join(folder, 'written.yaml') : file
  writeFileSync(file, bytes)
  rmSync(join(folder, 'written.yaml'), { force: true })
  const problems: string[] = []
  if (kind === 'inventory') {
    const words = ['init', '--from', file, declaration, '--force']
    const made = await call(program, words, true)
    const told = await call(program, [...words, '--lang', 'ko'], false)
    problems.push(...made.problems, ...told.problems)
    if (made.status !== told.status) problems.push(`init: ${made.status} with --json, ${told.status} without`)
    if (made.status !== 0) {
      if (existsSync(declaration)) problems.push('init wrote a file although it failed')
      return { ends: codesOf(made), violations: problems }
    }
  }
  const planned = await call(program, ['plan', declaration], true)
  problems.push(...planned.problems)
  if (kind === 'inventory' && planned.errors.some(({ code }) => code.startsWith('declaration.'))) {
    problems.push(`init wrote what plan cannot read: ${codesOf(planned)}`)
  }
  const again = await call(program, ['plan', declaration, '--lang', 'ko'], false)
  problems.push(...again.problems)
  if (planned.status === 0) {
    const host = /"id": "host\/([^"]*)"/.exec(planned.out)?.[1] ?? 'none'
    for (const words of [
      ['explain', declaration, host],
      ['verify', declaration],
      ['render', declaration, '--target', 'documents', '--out', join(folder, 'out')],
    ]) {
      if (!program.commands.includes(words[0] ?? '')) continue
      problems.push(...(await call(program, words, true)).problems)
    }
  }
  return { ends: planned.status === 0 ? 'plan' : codesOf(planned), violations: problems }
}

/** CPU time that one call may take: on a loaded machine the clock says little. */
export const callLimitMs = 3000

async function call(program: Program, words: readonly string[], json: boolean): Promise<Call> {
  const terminal = program.recordingTerminal({ json })
  const before = process.cpuUsage()
  const status = await program.runCall(words, terminal)
  const { user, system } = process.cpuUsage(before)
  const [out, err] = [terminal.out.join('\n'), terminal.err.join('\n')]
  const problems: string[] = []
  const command = words[0] ?? ''
  const cpuMs = (user + system) / 1000
  if (cpuMs > callLimitMs) problems.push(`${command}: ${Math.round(cpuMs)} ms of CPU`)
  if (![0, 1, 2, 3].includes(status)) problems.push(`${command}: exit status ${status}: ${err.slice(0, 300)}`)
  if (/^\s+at .+:\d+:\d+\)?$/m.test(err)) problems.push(`${command}: a stack trace on stderr`)
  if (!json) return { status, out: '', errors: [], problems }
  const errors = status === 2 || status === 3 ? errorsOf(out) : []
  if (status > 1 && errors.length === 0) problems.push(`${command}: refused without an error`)
  for (const { code, fault, at } of errors) {
    const placed = at !== undefined && at.line >= 1 && at.column >= 1
    if (!placed) problems.push(`${command}: ${code} has no place`)
    if (fault !== 'user' && fault !== 'environment')
      problems.push(`${command}: ${code} is a fault of ${fault}`)
  }
  return { status, out: out.slice(0, 4_000_000), errors, problems }
}

function errorsOf(out: string): Call['errors'] {
  try {
    return (JSON.parse(out) as { errors: Call['errors'] }).errors
  } catch (error) {
    return [{ code: `no JSON: ${String(error)}`, fault: 'bug' }]
  }
}

function codesOf({ errors }: Call): string {
  return [...new Set(errors.map(({ code }) => code))].sort().join(' ')
}
