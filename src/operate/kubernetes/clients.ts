// kubectl and helm, pointed at a user's cluster.

import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandResult } from '../../rehearsal/command.ts'
import { applyErrors } from './errors.ts'

/** Which cluster, by which programs. */
export interface ClusterAccess {
  readonly kubectl: string
  readonly helm: string
  /** Undefined: as kubectl finds it (KUBECONFIG, ~/.kube/config). */
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  readonly signal: AbortSignal
}

/** How a client is called. */
export interface ClientCall {
  readonly program: 'kubectl' | 'helm'
  readonly args: readonly string[]
  readonly input?: string
  readonly timeoutMs?: number
}

/** How long a step goes on asking an API server that does not answer. */
export const patienceMs = 45_000

/**
 * Runs a client to its end; a timeout or the signal ends it and counts as code 124. Does not throw for a bad status. Throws
 * `apply.noClient`.
 */
export async function tryClient(access: ClusterAccess, call: ClientCall): Promise<CommandResult> {
  const { program, args, input = '', timeoutMs = 120_000 } = call
  const contextFlag = program === 'kubectl' ? '--context' : '--kube-context'
  const where = [
    ...(access.kubeconfig === undefined ? [] : [`--kubeconfig=${access.kubeconfig}`]),
    ...(access.context === undefined ? [] : [`${contextFlag}=${access.context}`]),
  ]
  return await new Promise((resolve, reject) => {
    const child = spawn(access[program], [...args, ...where], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Plug-ins that log in need the user's own environment; words are matched below, so they must be the programs' own.
      env: { ...process.env, LC_ALL: 'C', KUBECTL_KUBERC: 'false' },
    })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    let ended = false
    const end = () => {
      ended = true
      child.kill('SIGKILL')
    }
    const timer = setTimeout(end, timeoutMs)
    access.signal.addEventListener('abort', end, { once: true })
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.stdin.on('error', () => child.stdin.destroy())
    child.on('error', (cause: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      reject(cause.code === 'ENOENT' ? applyErrors.noClient({ program }, { cause }) : cause)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      access.signal.removeEventListener('abort', end)
      resolve({
        code: ended ? 124 : (code ?? 128),
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      })
    })
    child.stdin.end(input)
  })
}

const unanswered =
  /connection refused|connection reset|unexpected EOF|: EOF|i\/o timeout|TLS handshake timeout|client connection lost|request canceled|the server is currently unable|apiserver not ready|etcdserver:/i
/** What passes by itself: webhooks of operators that are starting. */
const startingUp = /failed calling webhook|no endpoints available/i

/**
 * Runs a client as one step, again and again while the API server or a webhook does not answer, for `patienceMs`. Gives the
 * result whatever its status. Throws `apply.apiGone` and `apply.interrupted`.
 */
export async function runStep(access: ClusterAccess, step: string, call: ClientCall): Promise<CommandResult> {
  const begunMs = performance.now()
  for (;;) {
    const result = await tryClient(access, call)
    if (access.signal.aborted) throw applyErrors.interrupted({ step })
    const isGone = unanswered.test(result.stderr)
    if (result.code === 0 || !(isGone || startingUp.test(result.stderr))) return result
    const passedMs = performance.now() - begunMs
    if (passedMs > patienceMs) {
      if (!isGone) return result
      throw applyErrors.apiGone({
        step,
        seconds: Math.round(passedMs / 1_000),
        said: shortened(result.stderr),
      })
    }
    await sleep(1_000)
  }
}

/** As `runStep`, and the client must succeed. Throws `apply.stepFailed` with what it said, too. */
export async function mustRun(access: ClusterAccess, step: string, call: ClientCall): Promise<string> {
  const result = await runStep(access, step, call)
  if (result.code === 0) return result.stdout
  throw applyErrors.stepFailed({ step, said: shortened(result.stderr || result.stdout) })
}

/** What a client said, without what it says at length: warnings first go, then everything after the sixth line. */
export function shortened(said: string): string {
  const lines = said
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(Warning:|[IWE]\d{4} |level=WARN)/.test(line))
  return (lines.length > 0 ? lines : said.trim().split('\n')).slice(0, 6).join('\n').slice(0, 1_500)
}

/** The items of lists of these kinds, in all namespaces. */
export async function listed<T>(
  access: ClusterAccess,
  kinds: string,
  more: readonly string[] = ['--all-namespaces'],
): Promise<readonly T[]> {
  const args = ['get', kinds, '--output=json', ...more]
  const out = await mustRun(access, `kubectl get ${kinds.slice(0, 60)}`, { program: 'kubectl', args })
  return (JSON.parse(out) as { readonly items: readonly T[] }).items
}
