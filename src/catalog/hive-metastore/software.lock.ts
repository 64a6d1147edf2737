// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'hive-metastore-3.1.3': [
    {
      name: 'org.apache.hive:hive-standalone-metastore:3.1.3:tar.gz:bin',
      sha256: '83ddf76717eeb789091d845c069a631c25cad561c3d31ec0843a1ddf21f29409',
      bytes: 27496847,
    },
  ],
  'hadoop-client-3.3.6': [
    {
      name: 'com.amazonaws:aws-java-sdk-core:1.12.367',
      sha256: 'f41709853a5607cdbfc52df57e3e0ef694da3da956970086583a3e1080cfc91a',
      bytes: 1049248,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-dynamodb:1.12.367',
      sha256: '637ca3b3905dc3431f58e770607f643da436e663053933b2063c0c441d70fa59',
      bytes: 2073944,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-kms:1.12.367',
      sha256: 'cf40872de3065ec113e55a9df0239020db73d62801cfd4ae572c6919b9857d33',
      bytes: 702166,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-s3:1.12.367',
      sha256: 'd11675bda17b356d1ce59983277d83a0ab31ce817aab8ce2b5032c458389147e',
      bytes: 1260954,
    },
    {
      name: 'com.amazonaws:aws-java-sdk-sts:1.12.367',
      sha256: '8cec236071ab5fb506aafc682b1d09e0c17641092a29a9b7a8faad16c332413c',
      bytes: 150757,
    },
    {
      name: 'com.amazonaws:jmespath-java:1.12.367',
      sha256: '2044040cf0e1a06a6bdb9e6b83996a601e14ffef2c12ec682f94755283365092',
      bytes: 27589,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-annotations:2.12.7',
      sha256: '3cacef714a89f3d68b69fa11263afa55a6aa2fdef1fff93ded22caa16b54687c',
      bytes: 75705,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-core:2.12.7',
      sha256: '3987a6a335046e226e56b81d69668fb5a91b155ea7fd96b0851adbb7d4ac1ca6',
      bytes: 365538,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-databind:2.12.7.1',
      sha256: '3f504cac405ce066d5665ff69541484d5322f35ac7a7ec6104cf86a01008e02d',
      bytes: 1512418,
    },
    {
      name: 'com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.12.6',
      sha256: 'cfa008d15f052e69221e8c3193056ff95c3c594271321ccac8d72dc1a770619c',
      bytes: 61503,
    },
    {
      name: 'com.google.code.findbugs:jsr305:3.0.2',
      sha256: '766ad2a0783f2687962c8ad74ceecc38a28b9f72a2d085ee438b7813e928d0c7',
      bytes: 19936,
    },
    {
      name: 'com.google.code.gson:gson:2.2.4',
      sha256: 'c0328cd07ca9e363a5acd00c1cf4afe8cf554bd6d373834981ba05cebec687fb',
      bytes: 190432,
    },
    {
      name: 'commons-cli:commons-cli:1.5.0',
      sha256: 'bc8bb01fc0fad250385706e20f927ddcff6173f6339b387dc879237752567ac6',
      bytes: 58284,
    },
    {
      name: 'commons-codec:commons-codec:1.15',
      sha256: 'b3e9f6d63a790109bf0d056611fbed1cf69055826defeb9894a71369d246ed63',
      bytes: 353793,
    },
    {
      name: 'commons-collections:commons-collections:3.2.2',
      sha256: 'eeeae917917144a68a741d4c0dff66aa5c5c5fd85593ff217bced3fc8ca783b8',
      bytes: 588337,
    },
    {
      name: 'commons-io:commons-io:2.16.1',
      sha256: 'f41f7baacd716896447ace9758621f62c1c6b0a91d89acee488da26fc477c84f',
      bytes: 508826,
    },
    {
      name: 'commons-lang:commons-lang:2.6',
      sha256: '50f11b09f877c294d56f24463f47d28f929cf5044f648661c0f0cfbae9a2f49c',
      bytes: 284220,
    },
    {
      name: 'commons-logging:commons-logging:1.1.3',
      sha256: '70903f6fc82e9908c8da9f20443f61d90f0870a312642991fe8462a0b9391784',
      bytes: 62050,
    },
    {
      name: 'javax.servlet:javax.servlet-api:3.1.0',
      sha256: 'af456b2dd41c4e82cf54f3e743bc678973d9fe35bd4d3071fa05c7e5333b8482',
      bytes: 95806,
    },
    {
      name: 'joda-time:joda-time:2.8.1',
      sha256: 'b4670b95f75957c974284c5f3ada966040be2578f643c5c6083d262162061fa2',
      bytes: 621931,
    },
    {
      name: 'org.apache.hadoop:hadoop-aws:3.3.6',
      sha256: 'fba9eb73e6f0f5458355627fe095f5124705d4048551f4d6aa4084777b824c13',
      bytes: 786622,
    },
    {
      name: 'org.apache.hadoop:hadoop-client-api:3.3.6',
      sha256: 'f3d2347a6e1c6885d5bcfd4f60c3ac3810ec11068fc161e04329baabf412d963',
      bytes: 19763916,
    },
    {
      name: 'org.apache.hadoop:hadoop-client-runtime:3.3.6',
      sha256: '15f01bc804294df06d2effc87de363a83cf589f50558bdbf48f72541ad8de854',
      bytes: 30083899,
    },
    {
      name: 'org.apache.hadoop:hadoop-hdfs:3.3.6',
      sha256: '075fc48fd4ae299a58a9f26fb529671854689b215483b595fed4a56d77cb4c4d',
      bytes: 6304455,
    },
    {
      name: 'org.apache.httpcomponents:httpclient:4.5.13',
      sha256: '6fe9026a566c6a5001608cf3fc32196641f6c1e5e1986d1037ccdbd5f31ef743',
      bytes: 780321,
    },
    {
      name: 'org.apache.httpcomponents:httpcore:4.4.13',
      sha256: 'e06e89d40943245fcfa39ec537cdbfce3762aecde8f9c597780d2b00c2b43424',
      bytes: 328593,
    },
    {
      name: 'org.codehaus.jackson:jackson-core-asl:1.9.13',
      sha256: '440a9cb5ca95b215f953d3a20a6b1a10da1f09b529a9ddea5f8a4905ddab4f5a',
      bytes: 232248,
    },
    {
      name: 'org.codehaus.jackson:jackson-mapper-asl:1.9.13',
      sha256: '74e7a07a76f2edbade29312a5a2ebccfa019128bc021ece3856d76197e9be0c2',
      bytes: 780664,
    },
    {
      name: 'org.postgresql:postgresql:42.7.7',
      sha256: '157963d60ae66d607e09466e8c0cdf8087e9cb20d0159899ffca96bca2528460',
      bytes: 1098916,
    },
    {
      name: 'org.slf4j:slf4j-api:1.7.36',
      sha256: 'd3ef575e3e4979678dc01bf1dcce51021493b4d11fb7f1be8ad982877c16a1c0',
      bytes: 41125,
    },
    {
      name: 'org.wildfly.openssl:wildfly-openssl:1.1.3.Final',
      sha256: '4e7d50a877822ba7561fa6a0109691b30b23a784eba3f3f8fbbf5ea866500786',
      bytes: 436580,
    },
    {
      name: 'org.xerial.snappy:snappy-java:1.1.8.2',
      sha256: 'b2961229ff4ef452681ff99a9a964a86e304290fd2f507d16fcd970970478bac',
      bytes: 1969177,
    },
    {
      name: 'software.amazon.ion:ion-java:1.0.2',
      sha256: '0d127b205a1fce0abc2a3757a041748651bc66c15cf4c059bac5833b27d471a5',
      bytes: 565410,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
