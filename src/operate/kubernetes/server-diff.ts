// What the API server says that applying would change.

import { takeOver } from '../../rehearsal/cluster/kubectl.ts'
import { type ClusterAccess, runStep, shortened } from './clients.ts'
import { applyErrors } from './errors.ts'
import { missingKinds } from './manifests-step.ts'
import { type ObjectDifference, objectDifferences } from './object-difference.ts'

/** What to compare, and as whom. */
export interface ServerDiffInput {
  readonly step: string
  /** YAML or JSON. */
  readonly objects: string
  /** For objects that name none. */
  readonly namespace?: string | undefined
  readonly fieldManager: string
}

/** What differs; kinds that the cluster does not know leave it open. */
export interface ServerDiff {
  readonly objects: readonly ObjectDifference[]
  readonly missing: readonly string[]
}

/** Compares objects with the cluster. Throws `apply.stepFailed` with kubectl's words, else as `runStep`. */
export async function serverDiff(access: ClusterAccess, input: ServerDiffInput): Promise<ServerDiff> {
  const { step, objects, namespace, fieldManager } = input
  const where = namespace === undefined ? [] : [`--namespace=${namespace}`]
  const args = ['diff', '--server-side', takeOver, `--field-manager=${fieldManager}`, '--filename=-']
  const { code, stdout, stderr } = await runStep(access, step, {
    program: 'kubectl',
    args: [...args, ...where],
    input: objects,
    timeoutMs: 300_000,
  })
  // kubectl diff: 0 the same, 1 different, above that an error.
  if (code === 0) return { objects: [], missing: [] }
  if (code === 1 && stdout !== '') return { objects: objectDifferences(stdout), missing: [] }
  const missing = missingKinds(stderr)
  if (missing.length > 0) return { objects: [], missing }
  throw applyErrors.stepFailed({ step, said: shortened(stderr) })
}
