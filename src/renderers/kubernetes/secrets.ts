// Secrets that objects name: plain ones that are filled when they are applied, references to a store outside, or sealed ones.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { fillSecrets, secretsIn } from '../../model/secrets.ts'
import type { RegisteredSecret } from './registry.ts'
import type { Seal } from './sealing.ts'

/** Where the values come from: `plain`, the External Secrets Operator, or Sealed Secrets, whose values are in the files. */
export type SecretSource =
  | { readonly kind: 'plain' }
  | { readonly kind: 'external'; readonly store: string }
  | { readonly kind: 'sealed'; readonly seal: Seal }

/** One object for each registered secret. One without any secret value in it is a plain Secret from any source: there is nothing to hide. */
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
    const isOpen = Object.values(secret.data).every((content) => secretsIn(content).length === 0)
    if (source.kind === 'plain' || isOpen) {
      return { apiVersion: 'v1', kind: 'Secret', metadata, type: secret.type, stringData: secret.data }
    }
    return source.kind === 'sealed'
      ? sealedSecret(secret, metadata, source.seal)
      : externalSecret(plan, secret, metadata, source.store)
  })
}

/** Sealed Secrets, "SealedSecret": its controller makes the Secret of this name beside it. */
function sealedSecret(
  { name, namespace, data, type }: RegisteredSecret,
  metadata: KubernetesObject['metadata'],
  seal: Seal,
): KubernetesObject {
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata,
    spec: {
      encryptedData: Object.fromEntries(
        Object.entries(data).map(([key, content]) => [key, seal({ namespace, name, key }, content)]),
      ),
      template: { type, metadata: { name, namespace, labels: metadata.labels } },
    },
  }
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
      fillSecrets(content, (secret) => `{{ .${variable(secret)} }}`),
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
