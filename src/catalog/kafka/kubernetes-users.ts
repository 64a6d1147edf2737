// Who logs in to Kafka on Kubernetes, and what each may do there: users as custom resources, with passwords of the platform's own.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { kafkaUserOf } from '../conventions.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import type { KafkaOptions } from './options.ts'

/** Topics in which Connect keeps what it must remember. */
export const connectTopics = ['connect-configs', 'connect-offsets', 'connect-status'] as const

/** The group in which Connect's workers find each other. */
export const connectGroup = 'connect'

const passwordKey = 'password'

/** Secret of Kafka's namespace with the password of a user, and its key. */
export function passwordOf(context: KubernetesContext<KafkaOptions>, service: string) {
  const { user, secret } = kafkaUserOf(service)
  const name = context.secretObject(`${user}-password`, { [passwordKey]: context.secret(secret) })
  return { secretName: name, password: passwordKey }
}

/**
 * A user for each client that the plan has. Rights are named one by one; everything else is denied (Kafka, "Authorization and ACLs":
 * which right each request needs). Strimzi's own operators and brokers know each other by certificates.
 */
export function kafkaUsers(
  context: KubernetesContext<KafkaOptions>,
  cluster: string,
): readonly KubernetesObject[] {
  return [
    user(context, cluster, 'connect', [
      ...connectTopics.map((name) => allow('topic', name, ['Read', 'Write', 'Describe', 'DescribeConfigs'])),
      allow('group', connectGroup, ['Read']),
      // Sources write, sinks read, each sink by a group `connect-NAME`. Topics are made as KafkaTopic, not by connectors.
      allow('topic', '*', ['Read', 'Write', 'Describe']),
      allow('group', `${connectGroup}-`, ['Read'], 'prefix'),
    ]),
    ...(context.has('spark')
      ? [
          user(context, cluster, 'spark', [
            allow('topic', '*', ['Read', 'Describe']),
            // Configurations of connectors may hold passwords.
            { ...allow('topic', `${connectGroup}-`, ['Read'], 'prefix'), type: 'deny' },
            // Spark, "Structured Streaming + Kafka Integration Guide": groupIdPrefix, and the same for batches.
            allow('group', 'spark-kafka-', ['Read'], 'prefix'),
          ]),
        ]
      : []),
  ]
}

function allow(
  type: 'topic' | 'group',
  name: string,
  operations: readonly string[],
  patternType: 'literal' | 'prefix' = 'literal',
): JsonObject {
  return { type: 'allow', resource: { type, name, patternType }, operations }
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
