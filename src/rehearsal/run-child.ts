// Runs a program to its end: with input, within a time, until an abort. Arguments are lists, never shell strings.

import { spawn } from 'node:child_process'

/** How a program ended. */
export interface ChildResult {
  /** 124 where it was cut off, 128 where a signal of somebody else's ended it. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Why it did not come to its own end; absent where it did. */
  readonly cutOff?: 'timeout' | 'abort'
}

/** How to run it. */
export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv
  readonly input?: string | undefined
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** What a program that is cut off has to tidy up, from SIGTERM to SIGKILL; 0 kills at once. */
  readonly graceMs?: number
}

/** Runs a program. Does not throw for a bad status; rejects where it cannot be started at all. */
export async function runChild(
  file: string,
  args: readonly string[],
  { env, input = '', timeoutMs, signal, graceMs = 0 }: ChildOptions,
): Promise<ChildResult> {
  if (signal?.aborted === true) return { code: 124, stdout: '', stderr: '', cutOff: 'abort' }
  return await new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], env })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    let cutOff: ChildResult['cutOff']
    let killing: NodeJS.Timeout | undefined
    const cut = (why: 'timeout' | 'abort') => {
      cutOff ??= why
      child.kill(graceMs > 0 ? 'SIGTERM' : 'SIGKILL')
      if (graceMs > 0) killing ??= setTimeout(() => child.kill('SIGKILL'), graceMs)
    }
    const abort = () => cut('abort')
    const timer = setTimeout(() => cut('timeout'), timeoutMs)
    signal?.addEventListener('abort', abort, { once: true })
    const forget = () => {
      clearTimeout(timer)
      clearTimeout(killing)
      signal?.removeEventListener('abort', abort)
    }
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // A program that does not read its input to the end closes the pipe: its status tells what is wrong.
    child.stdin.on('error', () => child.stdin.destroy())
    child.on('error', (error) => {
      forget()
      reject(error)
    })
    child.on('close', (code) => {
      forget()
      resolve({
        code: cutOff === undefined ? (code ?? 128) : 124,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        ...(cutOff === undefined ? {} : { cutOff }),
      })
    })
    child.stdin.end(input)
  })
}
