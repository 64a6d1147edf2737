// What was applied to a cluster, remembered there: a ConfigMap in a namespace of its own.

import type { Plan } from '../../model/plan.ts'
import { type ClusterAccess, readObject, setObjects } from './clients.ts'
import { applyErrors } from './errors.ts'
import { recordNamespace } from './preflight.ts'

/** What is remembered. */
export interface PlatformRecord {
  readonly schemaVersion: 1
  readonly state: 'applying' | 'applied'
  /** The step that was begun last; empty when all were done. */
  readonly step: string
  /** Releases that were begun and whose end nobody saw, in this run or in one before it. */
  readonly unfinished: readonly string[]
  readonly planSha256: string
  readonly hanokVersion: string
  /** Versions of the services. */
  readonly versions: Readonly<Record<string, string>>
  /** Versions of the charts. */
  readonly charts: Readonly<Record<string, string>>
}

const name = 'platform'

/** The record on the cluster; undefined where there is none. Throws `apply.recordUnreadable`, else as `mustRun`. */
export async function readRecord(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
): Promise<PlatformRecord | undefined> {
  const namespace = recordNamespace(plan)
  const found = await readObject<{ readonly data?: { readonly record?: string } }>(
    access,
    `configmap/${name}`,
    namespace,
  )
  const kept = found?.data?.record
  if (kept === undefined) return undefined
  const record = parseKept<PlatformRecord>(kept, `configmap/${name}`, namespace)
  if (record.schemaVersion === 1) return record
  throw applyErrors.recordUnreadable({
    object: `configmap/${name}`,
    namespace,
    why: `schemaVersion ${record.schemaVersion}`,
  })
}

/** What Hanok keeps as JSON in an object. Throws `apply.recordUnreadable`: what is kept is never taken for absent. */
export function parseKept<T>(kept: string, object: string, namespace: string): T {
  try {
    return JSON.parse(kept) as T
  } catch (cause) {
    throw applyErrors.recordUnreadable({ object, namespace, why: (cause as Error).message }, { cause })
  }
}

/** The marks of what Hanok keeps for itself. */
export function ownLabels(plan: Pick<Plan, 'name'>): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' }
}

/** Writes the record. Throws as `mustRun`. */
export async function writeRecord(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
  record: PlatformRecord,
): Promise<void> {
  const namespace = recordNamespace(plan)
  const labels = ownLabels(plan)
  await setObjects(access, 'record', [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels },
      data: { record: `${JSON.stringify(record, null, 2)}\n` },
    },
  ])
}
