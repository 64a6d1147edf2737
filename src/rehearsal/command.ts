// Rehearsal: runs the system's own commands (ip, nft, mount …). Arguments are lists, never shell strings.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rehearsalErrors } from './errors.ts'

/** How a command ended. */
export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The PATH that commands and processes are looked up in. */
export const standardPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

const found = new Map<string, string>()

/** Absolute path of a system command. Throws `missingCommand` when the machine lacks it. */
export function commandPath(name: string): string {
  const known = found.get(name)
  if (known !== undefined) return known
  const path = standardPath
    .split(':')
    .map((folder) => `${folder}/${name}`)
    .find((candidate) => existsSync(candidate))
  if (path === undefined) throw rehearsalErrors.missingCommand({ command: name })
  found.set(name, path)
  return path
}

/** Runs a command to its end and gives what it said; a timeout kills it and counts as code 124. Does not throw for a bad status. */
export async function tryCommand(
  argv: readonly string[],
  options: { input?: string; timeoutMs?: number } = {},
): Promise<CommandResult> {
  const [name = '', ...args] = argv
  return await new Promise((resolve, reject) => {
    const child = spawn(commandPath(name), args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: standardPath, LC_ALL: 'C' },
    })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, options.timeoutMs ?? 30_000)
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // A command that does not read its input to the end closes the pipe: its status tells what is wrong.
    child.stdin.on('error', () => child.stdin.destroy())
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({
        code: timedOut ? 124 : (code ?? 128),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      })
    })
    child.stdin.end(options.input ?? '')
  })
}

/** Runs a command that must succeed. Throws `commandFailed` with what it said. */
export async function command(
  argv: readonly string[],
  options: { input?: string; timeoutMs?: number } = {},
): Promise<string> {
  const result = await tryCommand(argv, options)
  if (result.code !== 0) {
    throw rehearsalErrors.commandFailed({
      command: argv.join(' ').slice(0, 200),
      code: result.code,
      said: (result.stderr || result.stdout).trim().slice(0, 500),
    })
  }
  return result.stdout
}
