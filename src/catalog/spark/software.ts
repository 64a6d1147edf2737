// Spark 3.5.7, its Python bridge, and the jars for Iceberg, S3 and Kafka.

import type { Software } from '../software.ts'
import { locks } from './software.lock.ts'

/** Spark: `deps` below the software's folder is SPARK_HOME, the folder itself belongs on PYTHONPATH. */
export const sparkSoftware: Software = {
  id: 'spark-3.5.7',
  title: 'Apache Spark',
  version: '3.5.7',
  licence: 'Apache-2.0',
  source: {
    kind: 'pip',
    requirement: 'pyspark==3.5.7',
    files: locks['spark-3.5.7'],
    root: 'pyspark-3.5.7',
    keep: ['pyspark', 'deps/bin', 'deps/jars', 'deps/sbin'],
  },
}

/** Py4J, which PySpark speaks to its JVM with; the folder belongs on PYTHONPATH. */
export const py4jSoftware: Software = {
  id: 'py4j-0.10.9.7',
  title: 'Py4J',
  version: '0.10.9.7',
  licence: 'BSD-3-Clause',
  source: { kind: 'pip', requirement: 'py4j==0.10.9.7', files: locks['py4j-0.10.9.7'], keep: ['py4j'] },
}

/** Jars on the class path of every driver and executor. */
export const sparkLakehouseSoftware: Software = {
  id: 'spark-lakehouse-3.5.7',
  title: 'Iceberg, S3 and Kafka for Spark',
  version: '3.5.7',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: [
      'org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0',
      'org.apache.iceberg:iceberg-aws-bundle:1.10.0',
      'org.apache.hadoop:hadoop-aws:3.3.4',
      ...['core', 'dynamodb', 'kms', 's3', 'sts'].map(
        (part) => `com.amazonaws:aws-java-sdk-${part}:1.12.262`,
      ),
      'com.amazonaws:jmespath-java:1.12.262',
      'software.amazon.ion:ion-java:1.0.2',
      'com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.12.6',
      'org.wildfly.openssl:wildfly-openssl:1.0.7.Final',
      'org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7',
      'org.apache.spark:spark-token-provider-kafka-0-10_2.12:3.5.7',
      'org.apache.kafka:kafka-clients:3.4.1',
      'org.apache.commons:commons-pool2:2.11.1',
    ],
    files: locks['spark-lakehouse-3.5.7'],
    layout: 'jars',
  },
}

/** The server that Spark Connect's clients speak to: the Python package lacks its jar. */
export const sparkConnectSoftware: Software = {
  id: 'spark-connect-3.5.7',
  title: 'Spark Connect server',
  version: '3.5.7',
  licence: 'Apache-2.0',
  source: {
    kind: 'maven',
    coordinates: ['org.apache.spark:spark-connect_2.12:3.5.7'],
    files: locks['spark-connect-3.5.7'],
    layout: 'jars',
  },
}
