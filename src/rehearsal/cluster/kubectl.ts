// kubectl does the talking with the API server.

import { spawn } from 'node:child_process'
import type { CommandResult } from '../command.ts'
import type { ClusterPlace } from './cluster-place.ts'
import { clusterErrors } from './errors.ts'

/** Which kubectl, and which cluster. */
export interface Kubectl {
  readonly kubectl: string
  readonly place: Pick<ClusterPlace, 'kubeconfig'>
}

interface KubectlOptions {
  readonly input?: string
  readonly timeoutMs?: number
}

/** Runs kubectl to its end; a timeout ends it and counts as code 124. Does not throw for a bad status. */
export async function tryKubectl(
  { kubectl, place }: Kubectl,
  args: readonly string[],
  { input, timeoutMs = 60_000 }: KubectlOptions = {},
): Promise<CommandResult> {
  return await new Promise((resolve, reject) => {
    const child = spawn(kubectl, [`--kubeconfig=${place.kubeconfig}`, ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its cache of discovery stays with the cluster that it speaks of.
      env: { PATH: process.env.PATH, HOME: `${place.kubeconfig}.home`, KUBECTL_KUBERC: 'false' },
    })
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
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
    child.stdin.end(input ?? '')
  })
}

/** Runs kubectl, which must succeed. Throws `cluster.kubectlFailed` with what it said. */
export async function runKubectl(
  kubectl: Kubectl,
  args: readonly string[],
  options: KubectlOptions = {},
): Promise<string> {
  const result = await tryKubectl(kubectl, args, options)
  if (result.code === 0) return result.stdout
  const said = (result.stderr || result.stdout).trim()
  throw clusterErrors.kubectlFailed({ command: args.slice(0, 3).join(' '), said: said.slice(0, 2_000) })
}

/** The items of a list, as JSON. */
export async function listObjects<T>(kubectl: Kubectl, kind: string): Promise<readonly T[]> {
  const text = await runKubectl(kubectl, ['get', kind, '--all-namespaces', '--output=json'], {
    timeoutMs: 120_000,
  })
  return (JSON.parse(text) as { readonly items: readonly T[] }).items
}
