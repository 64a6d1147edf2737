// Kafka 4.1.0: the jars of the broker, the controller, the tools and Connect; and a client in Python for the setup of users.

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
      ...[
        'kafka_2.13',
        'kafka-tools',
        'connect-runtime',
        'connect-basic-auth-extension',
        'connect-file',
        'connect-json',
      ].map((artifact) => `org.apache.kafka:${artifact}:4.1.0`),
      'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3',
      'org.apache.logging.log4j:log4j-core:2.24.3',
    ],
    closure: true,
    files: locks['kafka-4.1.0'],
    layout: 'jars',
  },
}

/** Makes users and rights in one go; Kafka's own tools start a JVM for each of them, and take passwords as arguments. */
export const kafkaPythonSoftware: Software = {
  id: 'kafka-python-3.0.12',
  title: 'kafka-python',
  version: '3.0.12',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'kafka-python==3.0.12',
    files: locks['kafka-python-3.0.12'],
    keep: ['kafka'],
  },
}
