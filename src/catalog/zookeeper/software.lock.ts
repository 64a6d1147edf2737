// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'zookeeper-3.8.4': [
    {
      name: 'ch.qos.logback:logback-classic:1.2.13',
      sha256: '937afb220b91d8a394d78befdbf587c71aeed289d582e2a91e72a7d92172371d',
      bytes: 232073,
    },
    {
      name: 'ch.qos.logback:logback-core:1.2.13',
      sha256: '07b1586faf220c05821d0f3ed8e2e417e214c83f40641f76e8a90b134c31ff6b',
      bytes: 449638,
    },
    {
      name: 'commons-io:commons-io:2.11.0',
      sha256: '961b2f6d87dbacc5d54abf45ab7a6e2495f89b75598962d8c723cea9bc210908',
      bytes: 327135,
    },
    {
      name: 'io.dropwizard.metrics:metrics-core:4.1.12.1',
      sha256: 'cec34936faa625039f4e46123eccaa10a9eb9d9a40c6075830cd81330e259cf9',
      bytes: 105355,
    },
    {
      name: 'io.netty:netty-buffer:4.1.105.Final',
      sha256: 'cc1b0108a60b1eb69bd01a10922851a166c58972cc0683f2116a9e8e7ecdaf0b',
      bytes: 307729,
    },
    {
      name: 'io.netty:netty-codec:4.1.105.Final',
      sha256: 'c4f62480b408fb835b454c74cf6394a4c7088ffdaec78742fcece816c46bb58e',
      bytes: 345325,
    },
    {
      name: 'io.netty:netty-common:4.1.105.Final',
      sha256: '399a8045fb43861afb7fc1ef3371f95a0b176692fb268f4867cff4957e63fd25',
      bytes: 660636,
    },
    {
      name: 'io.netty:netty-handler:4.1.105.Final',
      sha256: '5a6945cf1de374628b37ab1c35a4c47c2f5616db3a94b150720641477112be8e',
      bytes: 561623,
    },
    {
      name: 'io.netty:netty-resolver:4.1.105.Final',
      sha256: '7202edd076a1edab50fdb0f3e54f56a02129b326296d9f35f4194f8cfb9b96ef',
      bytes: 37814,
    },
    {
      name: 'io.netty:netty-transport-classes-epoll:4.1.105.Final',
      sha256: 'a43bf94f784eb759c14f0b0c7e1c5985a64879e8c7ab21ba7c0c80f7a9382b30',
      bytes: 147234,
    },
    {
      name: 'io.netty:netty-transport-native-epoll:4.1.105.Final',
      sha256: '61f09ce16f0fd25e57a0a732f8fb79344f6b95051d88ac50a28874ad92e6d149',
      bytes: 6075,
    },
    {
      name: 'io.netty:netty-transport-native-unix-common:4.1.105.Final',
      sha256: '7db91b72aae19e1cdca13c7fa76d57db20cbaf5b1e770563909a4437c63eb5cb',
      bytes: 44065,
    },
    {
      name: 'io.netty:netty-transport:4.1.105.Final',
      sha256: 'be9b8a2f86685a876e469c904cb9fce53a1e826e178d44d2b1d92f6a99054737',
      bytes: 496884,
    },
    {
      name: 'org.apache.yetus:audience-annotations:0.12.0',
      sha256: 'ffb101fc066360ff3c77457c927fd7967fb096a6ee9e046ab7071447d8208efc',
      bytes: 20891,
    },
    {
      name: 'org.apache.zookeeper:zookeeper-jute:3.8.4',
      sha256: '93e854b55d731e745bafec187e2e7bf3389fd2a88e2fc8d1a3c1b9110284b284',
      bytes: 254932,
    },
    {
      name: 'org.apache.zookeeper:zookeeper:3.8.4',
      sha256: '2d77b152039e7f85dc5438a9304febff86a2f3e55c88976a8be309af39028e97',
      bytes: 1323991,
    },
    {
      name: 'org.slf4j:slf4j-api:1.7.30',
      sha256: 'cdba07964d1bb40a0761485c6b1e8c2f8fd9eb1d19c53928ac0d7f9510105c57',
      bytes: 41472,
    },
    {
      name: 'org.xerial.snappy:snappy-java:1.1.10.5',
      sha256: '0f3f1857ed33116583f480b4df5c0218836c47bfbc9c6221c0d73f356decf37b',
      bytes: 2299797,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
