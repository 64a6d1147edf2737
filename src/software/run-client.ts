// Runs one package client to its end: no input, no prompt, in a process group of its own so that an abort ends all of it.

import { execa } from 'execa'

/** How a client ended. `output` is the tail of what it printed, addresses taken out. */
export interface ClientResult {
  readonly ok: boolean
  readonly stdout: string
  readonly output: string
}

/** How to run a client. */
export interface ClientOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
  /**
   * `kill` (the default): an abort, or the death of this process, ends the client and all its children.
   * `finish`: an abort only asks it, by an interrupt; what it must not leave half done it brings to its end.
   */
  readonly onAbort?: 'kill' | 'finish'
}

/** Time that an ended client has to tidy up. */
const graceMs = 3_000

/** Runs `argv` in `cwd` and waits until it has ended. Never throws for a failing client. */
export async function runClient(argv: readonly string[], options: ClientOptions): Promise<ClientResult> {
  const { signal, onAbort = 'kill' } = options
  if (signal?.aborted === true) return { ok: false, stdout: '', output: 'not started' }
  const tied = onAbort === 'kill' ? ['setpriv', '--pdeathsig', 'KILL', '--', ...argv] : argv
  const [command = '', ...rest] = tied
  const child = execa(command, rest, {
    cwd: options.cwd,
    env: { ...options.env },
    stdin: 'ignore',
    reject: false,
    all: true,
    maxBuffer: 50_000_000,
    detached: true,
  })
  let killLater: NodeJS.Timeout | undefined
  const end = () => {
    if (child.pid === undefined) return
    if (onAbort === 'finish') {
      signalProcess(child.pid, 'SIGINT')
      return
    }
    const group = -child.pid
    signalProcess(group, 'SIGTERM')
    killLater = setTimeout(() => signalProcess(group, 'SIGKILL'), graceMs)
  }
  signal?.addEventListener('abort', end, { once: true })
  try {
    const result = await child
    const printed = String(result.all ?? '')
    return {
      ok: !result.failed,
      stdout: String(result.stdout ?? ''),
      output: withoutAddresses(lastLines(printed === '' ? String(result.shortMessage ?? '') : printed, 12)),
    }
  } finally {
    clearTimeout(killLater)
    signal?.removeEventListener('abort', end)
  }
}

/** Signals a process, or a group when negative. One that has just ended is fine. */
function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Words after which clients name a machine; what follows is taken out. */
const namesAMachine =
  /(host=|unknown host:? |could not resolve:? (?:host:? )?|resolve |connect to |connection to |connecting to )(['"]?)[A-Za-z0-9.[\]-]+\.[A-Za-z0-9.[\]-]*(?::\d+)?\2/gi

/** A client's words without the addresses it spoke to. */
export function withoutAddresses(output: string): string {
  return output
    .replaceAll(/[a-z][a-z0-9+.-]*:\/\/[^\s)'"]+/gi, '(its repository)')
    .replaceAll(namesAMachine, '$1(its repository)')
    .replaceAll(/ ?\[(?:[A-Za-z0-9.-]+\/|IP: )[0-9a-f.:]+[^\]]*\]/gi, '')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+| \d+)?\b/g, '(address)')
}

function lastLines(output: string, count: number): string {
  return output.trim().split('\n').slice(-count).join('\n')
}
