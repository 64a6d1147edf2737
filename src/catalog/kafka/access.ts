// Who logs in to Kafka, and what each may do there: one list for every target. What no right names is denied (Kafka, "Authorization and
// ACLs": which right each request needs).

/** Topics in which Connect keeps what it must remember. */
export const connectTopics = ['connect-configs', 'connect-offsets', 'connect-status'] as const

/** The group in which Connect's workers find each other. */
export const connectGroup = 'connect'

/** A right, or its refusal, which goes before every right. Operations as Kafka writes them. */
export interface KafkaRight {
  readonly type: 'allow' | 'deny'
  readonly resource: 'topic' | 'group' | 'transactionalId'
  /** A name; `*` for all; or the beginning of names. */
  readonly name: string
  readonly pattern: 'literal' | 'prefix'
  readonly operations: readonly string[]
}

/** Every service that any platform has as a client of Kafka. */
export const clientServices = ['connect', 'spark'] as const

/**
 * What a client may do. On Kubernetes topics are made as KafkaTopic, and sources are not exactly once; on hosts Connect makes its own
 * three topics, and commits records and positions in one transaction.
 */
export function rightsOf(
  client: (typeof clientServices)[number],
  target: 'hosts' | 'kubernetes',
): readonly KafkaRight[] {
  const onHosts = target === 'hosts'
  switch (client) {
    case 'connect':
      return [
        ...connectTopics.map((name) =>
          allow('topic', name, [
            'Read',
            'Write',
            'Describe',
            'DescribeConfigs',
            ...(onHosts ? ['Create'] : []),
          ]),
        ),
        allow('group', connectGroup, ['Read']),
        // Sources write, sinks read, each sink by a group `connect-NAME`. Topics are not made by connectors.
        allow('topic', '*', ['Read', 'Write', 'Describe']),
        allow('group', `${connectGroup}-`, ['Read'], 'prefix'),
        // KIP-618: `connect-cluster-GROUP` of the worker that leads, `GROUP-CONNECTOR-TASK` of each task.
        ...(onHosts ? [allow('transactionalId', `${connectGroup}-`, ['Write', 'Describe'], 'prefix')] : []),
      ]
    case 'spark':
      return [
        allow('topic', '*', ['Read', 'Describe']),
        // Configurations of connectors may hold passwords.
        { ...allow('topic', `${connectGroup}-`, ['Read'], 'prefix'), type: 'deny' },
        // Spark, "Structured Streaming + Kafka Integration Guide": groupIdPrefix, and the same for batches.
        allow('group', 'spark-kafka-', ['Read'], 'prefix'),
      ]
  }
}

function allow(
  resource: KafkaRight['resource'],
  name: string,
  operations: readonly string[],
  pattern: KafkaRight['pattern'] = 'literal',
): KafkaRight {
  return { type: 'allow', resource, name, pattern, operations }
}
