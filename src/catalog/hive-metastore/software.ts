// The standalone Hive Metastore 3.1.3 and the Hadoop libraries it needs for S3.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** The Metastore's own distribution: `lib/` and the Postgres schema scripts. */
export const hiveMetastoreSoftware: Software = {
  id: 'hive-metastore-3.1.3',
  title: 'Hive Metastore',
  version: '3.1.3',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: ['org.apache.hive:hive-standalone-metastore:3.1.3:tar.gz:bin'],
    files: locks['hive-metastore-3.1.3'],
    layout: 'archive',
    root: 'apache-hive-metastore-3.1.3-bin',
    keep: ['lib', 'bin', 'scripts/metastore/upgrade/postgres'],
  },
}

/** Jars that the Metastore needs and its distribution lacks; all in one folder. */
export const hadoopLibrarySoftware: Software = {
  id: 'hadoop-client-3.3.6',
  title: 'Hadoop client libraries, S3A and the Postgres driver',
  version: '3.3.6',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: [
      ...['core', 'dynamodb', 'kms', 's3', 'sts'].map(
        (part) => `com.amazonaws:aws-java-sdk-${part}:1.12.367`,
      ),
      'com.amazonaws:jmespath-java:1.12.367',
      'commons-cli:commons-cli:1.5.0',
      'commons-codec:commons-codec:1.15',
      'commons-collections:commons-collections:3.2.2',
      'commons-io:commons-io:2.16.1',
      'commons-lang:commons-lang:2.6',
      'commons-logging:commons-logging:1.1.3',
      'com.google.code.gson:gson:2.2.4',
      'org.apache.hadoop:hadoop-aws:3.3.6',
      'org.apache.hadoop:hadoop-client-api:3.3.6',
      'org.apache.hadoop:hadoop-client-runtime:3.3.6',
      'org.apache.hadoop:hadoop-hdfs:3.3.6',
      'org.apache.httpcomponents:httpclient:4.5.13',
      'org.apache.httpcomponents:httpcore:4.4.13',
      'software.amazon.ion:ion-java:1.0.2',
      'com.fasterxml.jackson.core:jackson-annotations:2.12.7',
      'com.fasterxml.jackson.core:jackson-core:2.12.7',
      'com.fasterxml.jackson.core:jackson-databind:2.12.7.1',
      'com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.12.6',
      'org.codehaus.jackson:jackson-core-asl:1.9.13',
      'org.codehaus.jackson:jackson-mapper-asl:1.9.13',
      'javax.servlet:javax.servlet-api:3.1.0',
      'joda-time:joda-time:2.8.1',
      'com.google.code.findbugs:jsr305:3.0.2',
      'org.slf4j:slf4j-api:1.7.36',
      'org.xerial.snappy:snappy-java:1.1.8.2',
      'org.wildfly.openssl:wildfly-openssl:1.1.3.Final',
      'org.postgresql:postgresql:42.7.7',
    ],
    files: locks['hadoop-client-3.3.6'],
    layout: 'jars',
  },
}
