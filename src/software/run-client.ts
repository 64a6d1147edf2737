// Runs one package client to its end: no input, no prompt, its own process group so that an abort ends all of it.

import { execa } from 'execa'

/** How a client ended. `output` is the tail of what it printed, addresses taken out. */
export interface ClientResult {
  readonly ok: boolean
  readonly stdout: string
  readonly output: string
}

/** Runs `argv` in `cwd`. Never throws for a failing client; ends it when `signal` is given. */
export async function runClient(
  argv: readonly string[],
  options: { cwd: string; env?: Record<string, string>; signal?: AbortSignal | undefined },
): Promise<ClientResult> {
  const [command = '', ...rest] = argv
  const result = await execa(command, rest, {
    cwd: options.cwd,
    env: options.env ?? {},
    stdin: 'ignore',
    reject: false,
    all: true,
    maxBuffer: 50_000_000,
    forceKillAfterDelay: 3_000,
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  })
  const printed = String(result.all ?? '')
  return {
    ok: !result.failed,
    stdout: String(result.stdout ?? ''),
    output: withoutAddresses(lastLines(printed === '' ? String(result.shortMessage ?? '') : printed, 12)),
  }
}

/** A client's words without the addresses it spoke to. */
export function withoutAddresses(output: string): string {
  return output.replaceAll(/https?:\/\/[^\s)'"]+/g, '(its repository)')
}

function lastLines(output: string, count: number): string {
  return output.trim().split('\n').slice(-count).join('\n')
}
