// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'spark-3.5.7': [
    {
      name: 'pyspark-3.5.7.tar.gz',
      sha256: '80e36514e0c5c126d35a26adf4f405cd4a69de96a8ea8a3c1e9a65fce2fb4eaa',
      bytes: 317370347,
    },
  ],
  'py4j-0.10.9.7': [
    {
      name: 'py4j-0.10.9.7-py2.py3-none-any.whl',
      sha256: '85defdfd2b2376eb3abf5ca6474b51ab7e0de341c75a02f46dc9b5976f5a5c1b',
      bytes: 200481,
    },
  ],
  'spark-lakehouse-3.5.7': [
    {
      name: 'com.amazonaws:aws-java-sdk-core:1.12.262',
      sha256: '06fed99f929c389e168278c1b111aaf1afb270d07202fbbce92e73d1e4279678',
      bytes: 1045128,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-dynamodb:1.12.262',
      sha256: '7af4ba06d0d9b3c2ab435089caecd0567810d203aa285f7aa72861f1964d442e',
      bytes: 1997350,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-kms:1.12.262',
      sha256: 'c00f5ae7b334255f661d85512e7203af9523a04fb65d0c431c2eea2003ed8ae2',
      bytes: 656123,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-s3:1.12.262',
      sha256: 'a0cb7580178bc0d4d3558295a5bb890008478da8a6b3241989c71238b0ed3be5',
      bytes: 1256738,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-sts:1.12.262',
      sha256: '659f48d8ebc02025c5042cc4b925f62610e81f334498f1b9e7a271ce20ecbcae',
      bytes: 150756,
    },
    {
      name: 'com.amazonaws:jmespath-java:1.12.262',
      sha256: '9001ea993a45d82a2d3086edcbda8a40b4e012d049a70fbf071fd329c0fbd777',
      bytes: 27590,
    },
    {
      name: 'com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.12.6',
      sha256: 'cfa008d15f052e69221e8c3193056ff95c3c594271321ccac8d72dc1a770619c',
      bytes: 61503,
    },
    {
      name: 'org.apache.commons:commons-pool2:2.11.1',
      sha256: 'ea0505ee7515e58b1ac0e686e4d1a5d9f7d808e251a61bc371aa0595b9963f83',
      bytes: 145516,
    },
    {
      name: 'org.apache.hadoop:hadoop-aws:3.3.4',
      sha256: '53f9ae03c681a30a50aa17524bd9790ab596b28481858e54efd989a826ed3a4a',
      bytes: 962685,
    },
    {
      name: 'org.apache.iceberg:iceberg-aws-bundle:1.10.0',
      sha256: '172370cfc32a5f1ae5399b210e86fc04a366dc29a112d97ac8ffc74df7525596',
      bytes: 64859357,
    },
    {
      name: 'org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.10.0',
      sha256: '70f9471870b2d456167d703c829f098a446b86bb1379eee338c0efa03a341026',
      bytes: 47130096,
    },
    {
      name: 'org.apache.kafka:kafka-clients:3.4.1',
      sha256: '9d0a9058c8ede79db6e54ae378ed16fe8d1bead2894635a4aa6aa0b7981668c6',
      bytes: 5050443,
    },
    {
      name: 'org.apache.spark:spark-sql-kafka-0-10_2.12:3.5.7',
      sha256: '184f8bd4a3cd22299c49090d88b894f81fd7546b4ee64879519a0d76a685dbb8',
      bytes: 432670,
    },
    {
      name: 'org.apache.spark:spark-token-provider-kafka-0-10_2.12:3.5.7',
      sha256: '9701914db5c6d09628b58d2d2c1ccd2c9ea28f32f83dd6cb21f98b8237531ff4',
      bytes: 56810,
    },
    {
      name: 'org.wildfly.openssl:wildfly-openssl:1.0.7.Final',
      sha256: '9f7058778978ec2ad90c7224401a4b0013d93e0dd3fa0f72b25244ffa3507ca8',
      bytes: 424076,
    },
    {
      name: 'software.amazon.ion:ion-java:1.0.2',
      sha256: '0d127b205a1fce0abc2a3757a041748651bc66c15cf4c059bac5833b27d471a5',
      bytes: 565410,
    },
  ],
  'spark-connect-3.5.7': [
    {
      name: 'org.apache.spark:spark-connect_2.12:3.5.7',
      sha256: '15366e21273a874c760b51fa00743a2acb8fa78642cc35d7a076a3ade0c5eef6',
      bytes: 14147901,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
