// Objects of our own, applied server-side: strictly validated, under our own field manager.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import { fillSecretsInJson } from '../../model/secrets.ts'
import { applyArguments, strictly, takeOver } from '../../rehearsal/cluster/kubectl.ts'
import type { ManifestStep } from '../../renderers/kubernetes/installation.ts'
import { type ClusterAccess, mustRun, runStep, shortened } from './clients.ts'
import { applyErrors } from './errors.ts'

/** What one step did. */
export interface AppliedManifests {
  readonly changed: number
  readonly unchanged: number
  /** Fields that somebody else had set, and that are as planned again: kubectl's words. */
  readonly takenBack: readonly string[]
}

/** The step's objects as one list, with the values of secrets in place. */
export function listOf(objects: readonly KubernetesObject[], secrets: (name: string) => string): string {
  const list = { apiVersion: 'v1', kind: 'List', items: objects }
  return fillSecretsInJson(JSON.stringify(list), secrets)
}

/** Applies a step. Throws `apply.missingKinds` where no operator has brought them, else as `runStep`. */
export async function applyManifests(
  access: ClusterAccess,
  { name, objects }: ManifestStep,
  secrets: (name: string) => string,
): Promise<AppliedManifests> {
  const input = listOf(objects, secrets)
  const before = await versionsOf(access, input)
  const apply = (more: readonly string[]) =>
    runStep(access, name, {
      program: 'kubectl',
      args: [...applyArguments, strictly, ...more, '--output=json'],
      input,
      timeoutMs: 300_000,
    })
  const first = await apply([])
  const conflicts = conflictsIn(first.stderr)
  const result = conflicts.length > 0 ? await apply([takeOver]) : first
  if (result.code !== 0) throw failed(name, result.stderr)
  const after = versionsIn(result.stdout)
  const changed = [...after].filter(([object, version]) => before.get(object) !== version).length
  return { changed, unchanged: after.size - changed, takenBack: conflicts }
}

function failed(step: string, stderr: string) {
  const kinds = missingKinds(stderr)
  return kinds.length > 0
    ? applyErrors.missingKinds({ step, kinds: kinds.join(', ') })
    : applyErrors.stepFailed({ step, said: shortened(stderr) })
}

/** Kinds that the cluster does not know, out of kubectl's words. */
export function missingKinds(stderr: string): readonly string[] {
  const found = [...stderr.matchAll(/no matches for kind "([^"]+)" in version "([^"]+)"/g)]
  return [...new Set(found.map(([, kind, version]) => `${version} ${kind}`))]
}

/** `kind/name: manager: .field`, for each field that another manager holds. */
function conflictsIn(stderr: string): readonly string[] {
  if (!/conflict/i.test(stderr)) return []
  const lines = stderr.split('\n').filter((line) => /conflict with|^- \./.test(line))
  return lines.map((line) => line.replace(/^error: /, '').trim()).slice(0, 20)
}

interface Versioned {
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly resourceVersion?: string
  }
}

function versionsIn(output: string): ReadonlyMap<string, string> {
  if (output.trim() === '') return new Map()
  const parsed = JSON.parse(output) as
    | Versioned
    | { readonly kind: 'List'; readonly items: readonly Versioned[] }
  const items = 'items' in parsed ? parsed.items : [parsed]
  return new Map(
    items.map(({ kind, metadata }) => [
      `${kind}/${metadata.namespace ?? ''}/${metadata.name}`,
      metadata.resourceVersion ?? '',
    ]),
  )
}

/** What is there already, by version: what has another one after applying was changed. */
async function versionsOf(access: ClusterAccess, input: string): Promise<ReadonlyMap<string, string>> {
  const args = ['get', '--filename=-', '--ignore-not-found', '--output=json']
  const { code, stdout } = await runStep(access, 'kubectl get', { program: 'kubectl', args, input })
  return code === 0 ? versionsIn(stdout) : new Map()
}

/** What the server would say to objects, without keeping any. */
export async function dryRun(access: ClusterAccess, step: string, input: string): Promise<void> {
  await mustRun(access, step, {
    program: 'kubectl',
    args: [...applyArguments, strictly, takeOver, '--dry-run=server'],
    input,
    timeoutMs: 300_000,
  })
}
