// kubectl does the talking with the API server.

import { type ChildResult, runChild } from '../run-child.ts'
import type { ClusterPlace } from './cluster-place.ts'
import { clusterErrors } from './errors.ts'

/** Which kubectl, and which cluster. */
export interface Kubectl {
  readonly kubectl: string
  readonly place: Pick<ClusterPlace, 'kubeconfig'>
  /** Ends what it is doing. */
  readonly signal?: AbortSignal | undefined
}

interface KubectlOptions {
  readonly input?: string
  readonly timeoutMs?: number
}

const usualTimeoutMs = 60_000

/** The name by which all that Hanok applies is known to the API server (Kubernetes, "Server-Side Apply"). */
export const fieldManager = 'hanok'

/** Applies what is on standard input, server-side and under our name. Stops where somebody else has set a field. */
export const applyArguments = [
  'apply',
  '--server-side',
  `--field-manager=${fieldManager}`,
  '--filename=-',
] as const

/** Sets such fields as planned. */
export const takeOver = '--force-conflicts'

/** Unknown and doubled fields are errors, and no warnings. */
export const strictly = '--validate=strict'

/** Runs kubectl to its end; a timeout ends it and counts as code 124. Does not throw for a bad status. */
export async function tryKubectl(
  { kubectl, place, signal }: Kubectl,
  args: readonly string[],
  { input, timeoutMs = usualTimeoutMs }: KubectlOptions = {},
): Promise<ChildResult> {
  return await runChild(kubectl, [`--kubeconfig=${place.kubeconfig}`, ...args], {
    // Its cache of discovery stays with the cluster that it speaks of.
    env: { PATH: process.env.PATH, HOME: `${place.kubeconfig}.home`, KUBECTL_KUBERC: 'false' },
    input,
    timeoutMs,
    signal,
  })
}

/** Runs kubectl, which must succeed. Throws `cluster.kubectlFailed` with what it said, `cluster.interrupted`. */
export async function runKubectl(
  kubectl: Kubectl,
  args: readonly string[],
  options: KubectlOptions = {},
): Promise<string> {
  const result = await tryKubectl(kubectl, args, options)
  if (result.code === 0) return result.stdout
  // Ctrl-C in a terminal reaches kubectl, too, and may end it before us.
  if (kubectl.signal?.aborted === true) throw clusterErrors.interrupted({})
  const said = (result.stderr || result.stdout).trim()
  const seconds = (options.timeoutMs ?? usualTimeoutMs) / 1_000
  throw clusterErrors.kubectlFailed({
    command: args.slice(0, 3).join(' '),
    said: said === '' && result.cutOff === 'timeout' ? `no end within ${seconds} s` : said.slice(0, 2_000),
  })
}

/** The items of a list, as JSON. */
export async function listObjects<T>(
  kubectl: Kubectl,
  kind: string,
  timeoutMs = 120_000,
): Promise<readonly T[]> {
  const text = await runKubectl(kubectl, ['get', kind, '--all-namespaces', '--output=json'], { timeoutMs })
  return (JSON.parse(text) as { readonly items: readonly T[] }).items
}
