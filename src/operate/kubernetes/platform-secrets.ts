// The values of a platform's secrets, kept on its cluster: data that is there was made with them, from wherever apply is called.

import type { Plan } from '../../model/plan.ts'
import { isGivenSecret, secretKind, secretsIn } from '../../model/secrets.ts'
import type { InstallationWave } from '../../renderers/kubernetes/installation.ts'
import { currentSecret, type SecretLookup } from '../secrets/make-secret.ts'
import { type ClusterAccess, readObject, setObjects } from './clients.ts'
import { ownLabels, parseKept } from './platform-record.ts'
import { recordNamespace } from './preflight.ts'

const name = 'platform-secrets'

type Values = Readonly<Record<string, string>>

/**
 * Values that the cluster holds; empty where there are none. Throws `apply.recordUnreadable`, else as `mustRun`: who may not read them
 * must not make new ones, since data was made with these.
 */
export async function readSecrets(access: ClusterAccess, plan: Pick<Plan, 'name'>): Promise<Values> {
  const namespace = recordNamespace(plan)
  const object = `secret/${name}`
  const found = await readObject<{ readonly data?: { readonly values?: string } }>(access, object, namespace)
  const kept = found?.data?.values
  return kept === undefined
    ? {}
    : parseKept<Values>(Buffer.from(kept, 'base64').toString(), object, namespace)
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
  const currentValue: SecretLookup = (name) => {
    if (isGivenSecret(name)) return make(name, held[name])
    const { kind } = secretKind(name)
    if (kind === 'password' || kind === 'private-key') return values[name] ?? make(name)
    return currentSecret(name, values[name], { platform: plan.name, lookUp })
  }
  const lookUp: SecretLookup = (name) => {
    const value = currentValue(name)
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
  await setObjects(access, name, [
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: recordNamespace(plan), labels: ownLabels(plan) },
      type: 'Opaque',
      stringData: { values: JSON.stringify(values) },
    },
  ])
}
