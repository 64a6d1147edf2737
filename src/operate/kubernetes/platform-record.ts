// What was applied to a cluster, remembered there: a ConfigMap in a namespace of its own.

import type { JsonObject, Plan } from '../../model/plan.ts'
import { type ClusterAccess, mustRun, runStep } from './clients.ts'
import { recordNamespace } from './preflight.ts'

/** The name by which all that Hanok applies is known to the API server (Kubernetes, "Server-Side Apply"). */
export const fieldManager = 'hanok'

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

/** The record on the cluster; undefined where there is none. */
export async function readRecord(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
): Promise<PlatformRecord | undefined> {
  const args = ['get', 'configmap', name, `--namespace=${recordNamespace(plan)}`, '--output=json']
  const { code, stdout } = await runStep(access, 'record', {
    program: 'kubectl',
    args: [...args, '--ignore-not-found'],
  })
  if (code !== 0 || stdout.trim() === '') return undefined
  const { data } = JSON.parse(stdout) as { readonly data?: { readonly record?: string } }
  return data?.record === undefined ? undefined : (JSON.parse(data.record) as PlatformRecord)
}

/** Writes the record. Throws as `mustRun`. */
export async function writeRecord(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
  record: PlatformRecord,
): Promise<void> {
  const namespace = recordNamespace(plan)
  const labels = { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' }
  const items: readonly JsonObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels },
      data: { record: `${JSON.stringify(record, null, 2)}\n` },
    },
  ]
  await mustRun(access, 'record', {
    program: 'kubectl',
    args: ['apply', '--server-side', '--force-conflicts', `--field-manager=${fieldManager}`, '--filename=-'],
    input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  })
}
