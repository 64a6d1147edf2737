// The values of a platform's secrets, kept on its cluster: data that is there was made with them, from wherever apply is called.

import type { Plan } from '../../model/plan.ts'
import { isGivenSecret, secretKind, secretsIn } from '../../model/secrets.ts'
import type { InstallationWave } from '../../renderers/kubernetes/installation.ts'
import { currentSecret, type SecretLookup } from '../secrets/make-secret.ts'
import { type ClusterAccess, mustRun, runStep } from './clients.ts'
import { fieldManager } from './platform-record.ts'
import { recordNamespace } from './preflight.ts'

const name = 'platform-secrets'

type Values = Readonly<Record<string, string>>

/** Values that the cluster holds; empty where there are none. Throws as `runStep`. */
export async function readSecrets(access: ClusterAccess, plan: Pick<Plan, 'name'>): Promise<Values> {
  const args = ['get', 'secret', name, `--namespace=${recordNamespace(plan)}`, '--output=json']
  const { code, stdout } = await runStep(access, name, {
    program: 'kubectl',
    args: [...args, '--ignore-not-found'],
  })
  if (code !== 0 || stdout.trim() === '') return {}
  const { data } = JSON.parse(stdout) as { readonly data?: { readonly values?: string } }
  return data?.values === undefined
    ? {}
    : (JSON.parse(Buffer.from(data.values, 'base64').toString()) as Values)
}

/**
 * Every secret that the installation refers to, with those that they are derived from: as the cluster has it, else as `make` gives it.
 * What is derived is derived from the cluster's own values, whatever else `make` knows. What only the user has is as given now, and as the
 * cluster has it where nothing is given here.
 */
export function secretValues(
  plan: Pick<Plan, 'name'>,
  waves: readonly InstallationWave[],
  held: Values,
  make: SecretLookup,
): Values {
  const values: Record<string, string> = { ...held }
  const lookUp: SecretLookup = (name) => {
    if (isGivenSecret(name)) return (values[name] = make(name, held[name]))
    const { kind } = secretKind(name)
    const isMade = kind === 'password' || kind === 'private-key'
    const value = isMade
      ? (values[name] ?? make(name))
      : currentSecret(name, values[name], { platform: plan.name, lookUp })
    values[name] = value
    return value
  }
  const names = waves.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      secretsIn(step.kind === 'manifests' ? JSON.stringify(step.objects) : step.values),
    ),
  )
  for (const name of [...new Set(names)].sort()) lookUp(name)
  return values
}

/** Keeps the values on the cluster; its namespace must be there. */
export async function writeSecrets(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
  values: Values,
): Promise<void> {
  const labels = { 'app.kubernetes.io/part-of': plan.name, 'app.kubernetes.io/managed-by': 'hanok' }
  await mustRun(access, name, {
    program: 'kubectl',
    args: ['apply', '--server-side', '--force-conflicts', `--field-manager=${fieldManager}`, '--filename=-'],
    input: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: recordNamespace(plan), labels },
      type: 'Opaque',
      stringData: { values: JSON.stringify(values) },
    }),
  })
}
