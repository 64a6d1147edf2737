// Kafka 4.1.0: the jars of the broker, the controller, the tools and Connect.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** Kafka's jars, all in one folder. */
export const kafkaSoftware: Software = {
  id: 'kafka-4.1.0',
  title: 'Apache Kafka',
  version: '4.1.0',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: [
      ...['kafka_2.13', 'kafka-tools', 'connect-runtime', 'connect-file', 'connect-json'].map(
        (artifact) => `org.apache.kafka:${artifact}:4.1.0`,
      ),
      'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3',
      'org.apache.logging.log4j:log4j-core:2.24.3',
    ],
    closure: true,
    files: locks['kafka-4.1.0'],
    layout: 'jars',
  },
}
