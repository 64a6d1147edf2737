// Who logs in to Kafka on Kubernetes, and what each may do there: users as custom resources, with passwords of the platform's own.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { kafkaUserOf } from '../conventions.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import { clientServices, type KafkaRight, rightsOf } from './access.ts'
import type { KafkaOptions } from './options.ts'

const passwordKey = 'password'

/** Secret of Kafka's namespace with the password of a user, and its key. */
export function passwordOf(context: KubernetesContext<KafkaOptions>, service: string) {
  const { user, secret } = kafkaUserOf(service)
  const name = context.secretObject(`${user}-password`, { [passwordKey]: context.secret(secret) })
  return { secretName: name, password: passwordKey }
}

/** A user for each client that the plan has. Strimzi's own operators and brokers know each other by certificates. */
export function kafkaUsers(
  context: KubernetesContext<KafkaOptions>,
  cluster: string,
): readonly KubernetesObject[] {
  return clientServices
    .filter((client) => client === 'connect' || context.has(client))
    .map((client) => user(context, cluster, client, rightsOf(client, 'kubernetes').map(strimziAcl)))
}

/** Strimzi 1.2, "Securing access to Kafka": a rule of simple authorization. */
function strimziAcl({ type, resource, name, pattern, operations }: KafkaRight): JsonObject {
  return { type, resource: { type: resource, name, patternType: pattern }, operations }
}

function user(
  context: KubernetesContext<KafkaOptions>,
  cluster: string,
  service: string,
  acls: readonly JsonObject[],
): KubernetesObject {
  const { secretName, password } = passwordOf(context, service)
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: {
      name: kafkaUserOf(service).user,
      namespace: context.namespace,
      labels: { ...context.labels(), 'strimzi.io/cluster': cluster },
    },
    spec: {
      authentication: {
        type: 'scram-sha-512',
        password: { valueFrom: { secretKeyRef: { name: secretName, key: password } } },
      },
      authorization: { type: 'simple', acls },
    },
  }
}
