// Secrets that objects name: plain ones that are filled when they are applied, or references to a store outside.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { secretsIn } from '../../model/secrets.ts'
import type { RegisteredSecret } from './registry.ts'

/** Where the values come from: `plain`, or the External Secrets Operator. */
export type SecretSource = { readonly kind: 'plain' } | { readonly kind: 'external'; readonly store: string }

/** One object for each registered secret. */
export function secretObjects(
  plan: Plan,
  secrets: Iterable<RegisteredSecret>,
  source: SecretSource,
): readonly KubernetesObject[] {
  return [...secrets].map((secret) => {
    const metadata = {
      name: secret.name,
      namespace: secret.namespace,
      labels: {
        'app.kubernetes.io/name': secret.service,
        'app.kubernetes.io/part-of': plan.name,
        'app.kubernetes.io/managed-by': 'hanok',
      },
    }
    if (source.kind === 'plain') {
      return { apiVersion: 'v1', kind: 'Secret', metadata, type: secret.type, stringData: secret.data }
    }
    return externalSecret(plan, secret, metadata, source.store)
  })
}

/** External Secrets Operator, "ExternalSecret": the template puts the values where the placeholders stood. */
function externalSecret(
  plan: Plan,
  { name, data, type }: RegisteredSecret,
  metadata: KubernetesObject['metadata'],
  store: string,
): KubernetesObject {
  const names = [...new Set(Object.values(data).flatMap(secretsIn))]
  const variable = (secret: string) => secret.replaceAll(/[^a-z0-9]/g, '_')
  const template = Object.fromEntries(
    Object.entries(data).map(([key, content]) => [
      key,
      content.replace(
        /\{\{secret:([a-z0-9/-]+)\}\}/g,
        (_all, secret: string) => `{{ .${variable(secret)} }}`,
      ),
    ]),
  )
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata,
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { kind: 'ClusterSecretStore', name: store },
      target: { name, creationPolicy: 'Owner', template: { type, data: template } },
      data: names.map((secret) => ({
        secretKey: variable(secret),
        remoteRef: { key: `${plan.name}/${secret}` },
      })),
    },
  }
}
