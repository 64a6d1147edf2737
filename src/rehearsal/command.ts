// Rehearsal: runs the system's own commands (ip, nft, mount …). Arguments are lists, never shell strings.

import { existsSync } from 'node:fs'
import { rehearsalErrors } from './errors.ts'
import { runChild } from './run-child.ts'

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
  return await runChild(commandPath(name), args, {
    env: { PATH: standardPath, LC_ALL: 'C' },
    input: options.input,
    timeoutMs: options.timeoutMs ?? 30_000,
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
