// kubectl and helm, pointed at a user's cluster.

import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '../../model/plan.ts'
import { applyArguments, takeOver } from '../../rehearsal/cluster/kubectl.ts'
import { type ChildResult, runChild } from '../../rehearsal/run-child.ts'
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

const usualTimeoutMs = 120_000
/** What a client that is cut off may still do: helm marks a release as failed that it would else leave pending. */
const graceMs = 5_000

/**
 * Runs a client to its end; a timeout or the signal ends it and counts as code 124. Does not throw for a bad status. Throws
 * `apply.noClient`.
 */
export async function tryClient(access: ClusterAccess, call: ClientCall): Promise<ChildResult> {
  const { program, args, input, timeoutMs = usualTimeoutMs } = call
  const contextFlag = program === 'kubectl' ? '--context' : '--kube-context'
  const where = [
    ...(access.kubeconfig === undefined ? [] : [`--kubeconfig=${access.kubeconfig}`]),
    ...(access.context === undefined ? [] : [`${contextFlag}=${access.context}`]),
  ]
  try {
    const result = await runChild(access[program], [...args, ...where], {
      // Plug-ins that log in need the user's own environment; words are matched below, so they must be the programs' own.
      env: { ...process.env, LC_ALL: 'C', KUBECTL_KUBERC: 'false' },
      input,
      timeoutMs,
      signal: access.signal,
      graceMs,
    })
    if (result.cutOff !== 'timeout') return result
    const seconds = Math.round(timeoutMs / 1_000)
    return { ...result, stderr: `${result.stderr}no answer within ${seconds} s\n` }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw code === 'ENOENT' ? applyErrors.noClient({ program, why: '' }, { cause }) : cause
  }
}

const unanswered =
  /connection refused|connection reset|unexpected EOF|: EOF|i\/o timeout|TLS handshake timeout|client connection lost|request canceled|the server is currently unable|apiserver not ready|etcdserver:/i
/** What passes by itself: webhooks of operators that are starting. */
const startingUp = /failed calling webhook|no endpoints available/i

/**
 * Runs a client as one step, again and again while the API server or a webhook does not answer, for `patienceMs`. Gives the
 * result whatever its status. Throws `apply.apiGone` and `apply.interrupted`.
 */
export async function runStep(access: ClusterAccess, step: string, call: ClientCall): Promise<ChildResult> {
  const begunMs = performance.now()
  for (;;) {
    const result = await tryClient(access, call)
    if (access.signal.aborted) throw applyErrors.interrupted({ step })
    const isGone = result.cutOff === 'timeout' || unanswered.test(result.stderr)
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

/** One object, or undefined where it is not there. What may not be read is an error, never taken for absent. Throws as `mustRun`. */
export async function readObject<T>(
  access: ClusterAccess,
  object: string,
  namespace: string,
): Promise<T | undefined> {
  const args = ['get', object, `--namespace=${namespace}`, '--ignore-not-found', '--output=json']
  const out = await mustRun(access, object, { program: 'kubectl', args })
  return out.trim() === '' ? undefined : (JSON.parse(out) as T)
}

/** Sets objects as they are given, whoever had set them before. Throws as `mustRun`. */
export async function setObjects(
  access: ClusterAccess,
  step: string,
  items: readonly JsonObject[],
): Promise<void> {
  await mustRun(access, step, {
    program: 'kubectl',
    args: [...applyArguments, takeOver],
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
}
