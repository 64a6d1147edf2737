// Written by tools/lock-software.ts: run `npm run lock-software`, do not edit.

import type { LockedFile } from '../software.ts'

/** The files of each software of this folder. */
export const locks = {
  'kafka-4.1.0': [
    {
      name: 'com.dynatrace.hash4j:hash4j:0.22.0',
      sha256: '23028a3fd006e530bf495f551083208187cafd8f80624d048eba56442f16a50e',
      bytes: 316573,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-annotations:2.19.0',
      sha256: 'ead60e9cac0e42b57092b9e2d087ff43536e9477d4486ba393037a8cc156cda7',
      bytes: 78580,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-core:2.19.0',
      sha256: 'da8e859bac94874528116a25f20c68560e4287acbf27628711b8a4f96b028430',
      bytes: 599926,
    },
    {
      name: 'com.fasterxml.jackson.core:jackson-databind:2.19.0',
      sha256: 'ceda311f476c3b18e1d2b240c94e2dcb9c8d44e70f8afa9facab88bac4ddc03a',
      bytes: 1678748,
    },
    {
      name: 'com.fasterxml.jackson.dataformat:jackson-dataformat-csv:2.19.0',
      sha256: 'bec1150426b0616bb488149b952b45a0dcb16d9416b017c38f6455ad9389bc68',
      bytes: 106990,
    },
    {
      name: 'com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.19.0',
      sha256: '46e54dcbd39d4d12cda18ec9276e7b888e08fc765ea0c77e71662306f0d4abc4',
      bytes: 60230,
    },
    {
      name: 'com.fasterxml.jackson.datatype:jackson-datatype-jdk8:2.19.0',
      sha256: '04f1a3f9da8155995dd00098d6847cdb9b7af67f4a3028c94031eff017c8e3e5',
      bytes: 36215,
    },
    {
      name: 'com.fasterxml.jackson.jakarta.rs:jackson-jakarta-rs-base:2.19.0',
      sha256: 'f87bcd81a04b78c8aece6e1700a483ed9efd9c4afaf85bf8f7d4becb874e764e',
      bytes: 33143,
    },
    {
      name: 'com.fasterxml.jackson.jakarta.rs:jackson-jakarta-rs-json-provider:2.19.0',
      sha256: '86a4036dbc517ab520208ea2b9f5f4a5b71b66e238878a84a26ac2fc860cc355',
      bytes: 17597,
    },
    {
      name: 'com.fasterxml.jackson.module:jackson-module-blackbird:2.19.0',
      sha256: '9d038d1232aa7ab4927e5ac97e311e4483864e4c2cbba5de8a224dc09c28952d',
      bytes: 64943,
    },
    {
      name: 'com.fasterxml.jackson.module:jackson-module-jakarta-xmlbind-annotations:2.19.0',
      sha256: 'b032db242a4d6f7171ae619c48631480e78e350c5f2c10c348f2e2245bc36420',
      bytes: 32572,
    },
    {
      name: 'com.github.ben-manes.caffeine:caffeine:3.2.0',
      sha256: 'ec411dfdf0c03f25218648ce89861630b71680e5858a9a7278ebac8e55cab3d7',
      bytes: 906581,
    },
    {
      name: 'com.github.luben:zstd-jni:1.5.6-10',
      sha256: 'b6c3237e24b8252a5a9c3a0e1ae30ef8f323412e74bd358548b7a9e527d676df',
      bytes: 7305999,
    },
    {
      name: 'com.google.re2j:re2j:1.8',
      sha256: '7b52c72156dd7f98b3237a5b35c1d34fba381b21048c89208913ad80a45dfbd7',
      bytes: 114335,
    },
    {
      name: 'com.sun.activation:jakarta.activation:2.0.1',
      sha256: 'b9e24b7dd6e07495562ea96531be3130c96dba4d78e1dfd88adbbdebf4332871',
      bytes: 62154,
    },
    {
      name: 'com.typesafe.scala-logging:scala-logging_2.13:3.9.5',
      sha256: '87a3017d3f43e6ace7566fe4c3d615134c6914ff871c8d64bb32ca1d996d0545',
      bytes: 61858,
    },
    {
      name: 'com.yammer.metrics:metrics-core:2.2.0',
      sha256: '6b7a14a6f34c10f8683f7b5e2f39df0f07b58c7dff0e468ebbc713905c46979c',
      bytes: 82123,
    },
    {
      name: 'commons-beanutils:commons-beanutils:1.9.4',
      sha256: '7d938c81789028045c08c065e94be75fc280527620d5bd62b519d5838532368a',
      bytes: 246918,
    },
    {
      name: 'commons-collections:commons-collections:3.2.2',
      sha256: 'eeeae917917144a68a741d4c0dff66aa5c5c5fd85593ff217bced3fc8ca783b8',
      bytes: 588337,
    },
    {
      name: 'commons-digester:commons-digester:2.1',
      sha256: 'e0b2b980a84fc6533c5ce291f1917b32c507f62bcad64198fff44368c2196a3d',
      bytes: 196768,
    },
    {
      name: 'commons-logging:commons-logging:1.3.2',
      sha256: '6b858424f518015f32bfcd1183a373f4a827d72d026b6031da0c91cf0e8f3489',
      bytes: 71613,
    },
    {
      name: 'commons-validator:commons-validator:1.9.0',
      sha256: 'c3c14748e2d78db58df88808740711bd643b32c45ffa7b8a739f00fb467cd7d7',
      bytes: 201424,
    },
    {
      name: 'io.github.classgraph:classgraph:4.8.179',
      sha256: '16558357f234052370109127a45d69a9bd6d8646925594792634486dc48b159d',
      bytes: 576120,
    },
    {
      name: 'io.swagger.core.v3:swagger-annotations:2.2.25',
      sha256: '602e84c35cbf0af44ad42d71a323dd57f632179fb212b7e90ca2ac8ce472dcbc',
      bytes: 48194,
    },
    {
      name: 'jakarta.activation:jakarta.activation-api:2.1.0',
      sha256: '56e8d994095fe49c28138c60291482f66f18d12ac2b720e938697dce6a3135c7',
      bytes: 63473,
    },
    {
      name: 'jakarta.annotation:jakarta.annotation-api:2.1.1',
      sha256: '5f65fdaf424eee2b55e1d882ba9bb376be93fb09b37b808be6e22e8851c909fe',
      bytes: 26141,
    },
    {
      name: 'jakarta.inject:jakarta.inject-api:2.0.1',
      sha256: 'f7dc98062fccf14126abb751b64fab12c312566e8cbdc8483598bffcea93af7c',
      bytes: 10681,
    },
    {
      name: 'jakarta.servlet:jakarta.servlet-api:6.0.0',
      sha256: 'c034eb1afb158987dbb53a5fea0cadf611c8dae8daadd59c44d9d5ab70129cef',
      bytes: 347613,
    },
    {
      name: 'jakarta.validation:jakarta.validation-api:3.0.2',
      sha256: '291c25e6910cc6a7ebd96d4c6baebf6d7c37676c5482c2d96146e901b62c1fc9',
      bytes: 93298,
    },
    {
      name: 'jakarta.ws.rs:jakarta.ws.rs-api:3.1.0',
      sha256: '6b3b3628b8b4aedda0d24c3354335e985497d8ef3c510b8f3028e920d5b8663d',
      bytes: 154815,
    },
    {
      name: 'jakarta.xml.bind:jakarta.xml.bind-api:3.0.1',
      sha256: 'b8fb4bee3ff5b5c1ef77144d8411316018d7bbd41fcf1ede0646f7978546b867',
      bytes: 128941,
    },
    {
      name: 'javax.activation:activation:1.1.1',
      sha256: 'ae475120e9fcd99b4b00b38329bd61cdc5eb754eee03fe66c01f50e137724f99',
      bytes: 69409,
    },
    {
      name: 'javax.activation:javax.activation-api:1.2.0',
      sha256: '43fdef0b5b6ceb31b0424b208b930c74ab58fac2ceeb7b3f6fd3aeb8b5ca4393',
      bytes: 56674,
    },
    {
      name: 'javax.annotation:javax.annotation-api:1.3.2',
      sha256: 'e04ba5195bcd555dc95650f7cc614d151e4bcd52d29a10b8aa2197f3ab89ab9b',
      bytes: 26586,
    },
    {
      name: 'javax.xml.bind:jaxb-api:2.3.1',
      sha256: '88b955a0df57880a26a74708bc34f74dcaf8ebf4e78843a28b50eae945732b06',
      bytes: 128076,
    },
    {
      name: 'net.sf.jopt-simple:jopt-simple:5.0.4',
      sha256: 'df26cc58f235f477db07f753ba5a3ab243ebe5789d9f89ecf68dd62ea9a66c28',
      bytes: 78146,
    },
    {
      name: 'net.sourceforge.argparse4j:argparse4j:0.7.0',
      sha256: '65ceb669d88f63306c680f8088bbf765bbca72d288a61a03703000076c3d3f56',
      bytes: 90347,
    },
    {
      name: 'org.apache.commons:commons-lang3:3.12.0',
      sha256: 'd919d904486c037f8d193412da0c92e22a9fa24230b9d67a57855c5c31c7e94e',
      bytes: 587402,
    },
    {
      name: 'org.apache.kafka:connect-api:4.1.0',
      sha256: 'fbb34e5891dcaa1636047d6b7d617e4683655863011521bc380c6a0694b097ea',
      bytes: 112169,
    },
    {
      name: 'org.apache.kafka:connect-basic-auth-extension:4.1.0',
      sha256: '6c462296b8a967c9723e77a5e7e724bca3085ae7aa7e166f1d230f10443e7037',
      bytes: 19560,
    },
    {
      name: 'org.apache.kafka:connect-file:4.1.0',
      sha256: '0aac0a37c9654a12bc1a5c9bf48f9497ba0faeba8cd7663705b0342bc6dc983d',
      bytes: 18394,
    },
    {
      name: 'org.apache.kafka:connect-json:4.1.0',
      sha256: '2e0beef68d19f218ef439e1178d35a5cec109e09d79e026ff6d4e5d82abd5db6',
      bytes: 35404,
    },
    {
      name: 'org.apache.kafka:connect-runtime:4.1.0',
      sha256: '89c6bad02963774e6e4d4c592d833e9ea2b499dd9e7003eec1e51e19d04e9eff',
      bytes: 837246,
    },
    {
      name: 'org.apache.kafka:connect-transforms:4.1.0',
      sha256: 'b1cba806c1c4c6e5cae4dfbe69cf8c4bae602c74c50f9fdf5e9684d0653f87d0',
      bytes: 121263,
    },
    {
      name: 'org.apache.kafka:kafka-clients:4.1.0',
      sha256: 'eb74709dc3be35e06208827860c87a94872e8a4b00f466880670785c85a20627',
      bytes: 9762382,
    },
    {
      name: 'org.apache.kafka:kafka-coordinator-common:4.1.0',
      sha256: 'ceb4fac769379576d0901ab7d016bd886d91b0285a5a851183a49e0c735c182e',
      bytes: 100840,
    },
    {
      name: 'org.apache.kafka:kafka-group-coordinator-api:4.1.0',
      sha256: '526002cced845e759f0d31ae19f27e2b962caf832d2214eba97e1629b7454c26',
      bytes: 11914,
    },
    {
      name: 'org.apache.kafka:kafka-group-coordinator:4.1.0',
      sha256: 'b2528196721c9e3c675c0e214d68a1a6e6c5b489f491b3a52ced850b066dfcae',
      bytes: 914800,
    },
    {
      name: 'org.apache.kafka:kafka-metadata:4.1.0',
      sha256: 'd11d14a04391776f0d52dcebcdc4cc7438495984cd5213b62c0e70dc8b81e2fc',
      bytes: 840906,
    },
    {
      name: 'org.apache.kafka:kafka-raft:4.1.0',
      sha256: '0d56f0f0735be4fd2c25da02034ae2d7dd0764298cef7d197e99cb8650e1bb1a',
      bytes: 309751,
    },
    {
      name: 'org.apache.kafka:kafka-server-common:4.1.0',
      sha256: '73b8b467597429cc0f3c959b0bb1181556071aaab13a6240b9877a37a8c312d0',
      bytes: 369891,
    },
    {
      name: 'org.apache.kafka:kafka-server:4.1.0',
      sha256: 'fb7765a18b46b6635eae385fb1d890955aa67960aa408d5dfe48c17f2d400b9a',
      bytes: 219116,
    },
    {
      name: 'org.apache.kafka:kafka-share-coordinator:4.1.0',
      sha256: '4c6532e878cc0fccad8b1c60b99ecf69d8b94b55beeee57f5546ad4dba5965e5',
      bytes: 111683,
    },
    {
      name: 'org.apache.kafka:kafka-storage-api:4.1.0',
      sha256: 'd8bb549e8c2bbb9bef4078983e9e4bb63f71e305fd07703cd2798cb7064903df',
      bytes: 26987,
    },
    {
      name: 'org.apache.kafka:kafka-storage:4.1.0',
      sha256: 'd4b5cebcd9aeeb2db68b6ff3922bf08e776bb7d4c90f1045768267192625c810',
      bytes: 590150,
    },
    {
      name: 'org.apache.kafka:kafka-tools-api:4.1.0',
      sha256: '2127f95153a53b8b4fc46e90e08a0b6c0d40f9faee386fff17ab0c3882e881ba',
      bytes: 9072,
    },
    {
      name: 'org.apache.kafka:kafka-tools:4.1.0',
      sha256: '1c2836cee57a947d2db461410ac5008ca80facbd19b7ed9d284ca883782ea741',
      bytes: 615926,
    },
    {
      name: 'org.apache.kafka:kafka-transaction-coordinator:4.1.0',
      sha256: 'b55df4f4500ddab992648326d8d0854a386215646f7ca6982dcd939ebb1d2630',
      bytes: 50212,
    },
    {
      name: 'org.apache.kafka:kafka_2.13:4.1.0',
      sha256: '0de0471a4c7a9e734c166822a26a4bb064eb81cb2c7a8b1345912cad78997a7b',
      bytes: 2062038,
    },
    {
      name: 'org.apache.logging.log4j:log4j-api:2.24.3',
      sha256: '5b4a0a0cd0e751ded431c162442bdbdd53328d1f8bb2bae5fc1bbeee0f66d80f',
      bytes: 348513,
    },
    {
      name: 'org.apache.logging.log4j:log4j-core:2.24.3',
      sha256: '7eb4084596ae25bd3c61698e48e8d0ab65a9260758884ed5cbb9c6e55c44a56a',
      bytes: 1914666,
    },
    {
      name: 'org.apache.logging.log4j:log4j-slf4j-impl:2.24.3',
      sha256: '40dec251164d1576e000968cd02e56a1125f46b91fb694a06dfa168f1335da48',
      bytes: 25319,
    },
    {
      name: 'org.apache.maven:maven-artifact:3.9.6',
      sha256: 'ad7a0fb408f8e47585ccc0d0011e0b501d93bfc9888d369bbd4a043d19475073',
      bytes: 58708,
    },
    {
      name: 'org.bitbucket.b_c:jose4j:0.9.6',
      sha256: '7314af50cde9c99e8eaf43eee617a23edcc6bb43036221064355094999d837ef',
      bytes: 299502,
    },
    {
      name: 'org.codehaus.plexus:plexus-utils:3.5.1',
      sha256: '86e0255d4c879c61b4833ed7f13124e8bb679df47debb127326e7db7dd49a07b',
      bytes: 269335,
    },
    {
      name: 'org.eclipse.jetty.ee10:jetty-ee10-servlet:12.0.22',
      sha256: 'f0819307fe3108d703515d38890ca576c6b940e089ebf02993e223fd27dd945c',
      bytes: 437555,
    },
    {
      name: 'org.eclipse.jetty.ee10:jetty-ee10-servlets:12.0.22',
      sha256: 'd55da9ba12b8d06d4618e6c09e0e5b64e104014b53a152b81387dad1edcb4f8a',
      bytes: 50403,
    },
    {
      name: 'org.eclipse.jetty:jetty-alpn-client:12.0.22',
      sha256: '0c6b40cc72825e30e2935ea33c058b94783a6a7cdc345c20d2dc5585d4f8fd8d',
      bytes: 7166,
    },
    {
      name: 'org.eclipse.jetty:jetty-client:12.0.22',
      sha256: '6d975e2ed44cad0618cc34cf0645eb6781482de90b23f70de8668fc275afb5a3',
      bytes: 354767,
    },
    {
      name: 'org.eclipse.jetty:jetty-http:12.0.22',
      sha256: '124b31c6e570aadd5198fa3edf639927b1ffeb95b2fad9fc707e572c11ee1c83',
      bytes: 436564,
    },
    {
      name: 'org.eclipse.jetty:jetty-io:12.0.22',
      sha256: 'aba6568fcbac7abd67d7f8a8807a8ae6c645937beb6666b517b128669cc37d6f',
      bytes: 333095,
    },
    {
      name: 'org.eclipse.jetty:jetty-security:12.0.22',
      sha256: 'd6a779a81190479c404ccecd427ad24250a53265ed26ad1810b182a9b923e4de',
      bytes: 144943,
    },
    {
      name: 'org.eclipse.jetty:jetty-server:12.0.22',
      sha256: 'dbac8c77cc006bb83f02603ae631ed81db99f5372b38e18b1ffc464edcdceba5',
      bytes: 632241,
    },
    {
      name: 'org.eclipse.jetty:jetty-session:12.0.22',
      sha256: '15655a03efeb57f4d4fcbeb6c7d1bb341dc1a9be5e4cbaa3501c0aab11df9076',
      bytes: 117314,
    },
    {
      name: 'org.eclipse.jetty:jetty-util:12.0.22',
      sha256: '87cc0f03036b795023465613d330f58d7094da21b37bb44bcb1f6329031075e6',
      bytes: 695125,
    },
    {
      name: 'org.glassfish.hk2.external:aopalliance-repackaged:3.0.6',
      sha256: 'a82b6d1a348324ef88dc807c7cd7aaf633985cbff7b30036fb61a1b86981d840',
      bytes: 27419,
    },
    {
      name: 'org.glassfish.hk2:hk2-api:3.0.6',
      sha256: 'c049a21a9fd9316c7e291a2bc28835f70d25affb623dc1599a83b6b84ec83a4f',
      bytes: 207576,
    },
    {
      name: 'org.glassfish.hk2:hk2-locator:3.0.6',
      sha256: 'e2664d21b017c3aa1518b913264602bea604edc54d356103c10afba99abd04fc',
      bytes: 205288,
    },
    {
      name: 'org.glassfish.hk2:hk2-utils:3.0.6',
      sha256: 'fc84d85a0744b576d9ec7db5845eeb998ed532a9450dd19c8c922c3ee6926206',
      bytes: 132025,
    },
    {
      name: 'org.glassfish.hk2:osgi-resource-locator:1.0.3',
      sha256: 'aab5d7849f7cfcda2cc7c541ba1bd365151d42276f151c825387245dfde3dd74',
      bytes: 19479,
    },
    {
      name: 'org.glassfish.jersey.containers:jersey-container-servlet-core:3.1.10',
      sha256: 'fd15e7e37215d772ccdae8d4076c41a11ad3fec9ca88a1f8a8f6dacf4663bb69',
      bytes: 75398,
    },
    {
      name: 'org.glassfish.jersey.containers:jersey-container-servlet:3.1.10',
      sha256: '4aadc66d2d36afb273b3898581d6aa51e0f992308d56fd51b8e3201efa461f67',
      bytes: 31995,
    },
    {
      name: 'org.glassfish.jersey.core:jersey-client:3.1.10',
      sha256: '96cf86c23b515da20a30a39633a920f12a420d1e5f02c55ef5577ca2694d11c6',
      bytes: 306530,
    },
    {
      name: 'org.glassfish.jersey.core:jersey-common:3.1.10',
      sha256: 'b8df5de87d48d6abf555f340755a056c8cb29a660af958e959db8a4cb3552b54',
      bytes: 1247201,
    },
    {
      name: 'org.glassfish.jersey.core:jersey-server:3.1.10',
      sha256: '1b33a9be417b72f7ceef3afe9780781b66122b0f1db78f2f82502988072cfab0',
      bytes: 982603,
    },
    {
      name: 'org.glassfish.jersey.inject:jersey-hk2:3.1.10',
      sha256: '00ed71c496a856ac1f73272482a7abe27b5a96b823c29cc08f4b708c8d3e647e',
      bytes: 77963,
    },
    {
      name: 'org.hdrhistogram:HdrHistogram:2.2.2',
      sha256: '22d1d4316c4ec13a68b559e98c8256d69071593731da96136640f864fa14fad8',
      bytes: 177206,
    },
    {
      name: 'org.javassist:javassist:3.30.2-GA',
      sha256: 'eba37290994b5e4868f3af98ff113f6244a6b099385d9ad46881307d3cb01aaf',
      bytes: 794714,
    },
    {
      name: 'org.jspecify:jspecify:1.0.0',
      sha256: '1fad6e6be7557781e4d33729d49ae1cdc8fdda6fe477bb0cc68ce351eafdfbab',
      bytes: 3819,
    },
    {
      name: 'org.lz4:lz4-java:1.8.0',
      sha256: 'd74a3334fb35195009b338a951f918203d6bbca3d1d359033dc33edd1cadc9ef',
      bytes: 682804,
    },
    {
      name: 'org.pcollections:pcollections:4.0.2',
      sha256: '2bbeef5797a241300c4f7513cd546239629ed7deda4fc0c31df90bb95f5f13ef',
      bytes: 73718,
    },
    {
      name: 'org.scala-lang:scala-library:2.13.16',
      sha256: '1ebb2b6f9e4eb4022497c19b1e1e825019c08514f962aaac197145f88ed730f1',
      bytes: 5926340,
    },
    {
      name: 'org.scala-lang:scala-reflect:2.13.16',
      sha256: 'fb49ccd9cac7464486ab993cda20a3c1569d8ef26f052e897577ad2a4970fb1d',
      bytes: 3801119,
    },
    {
      name: 'org.slf4j:slf4j-api:1.7.36',
      sha256: 'd3ef575e3e4979678dc01bf1dcce51021493b4d11fb7f1be8ad982877c16a1c0',
      bytes: 41125,
    },
    {
      name: 'org.xerial.snappy:snappy-java:1.1.10.7',
      sha256: '4c766cb3f855415ee734b2392949a0b6f12a60879334a74518deaf6270d32e36',
      bytes: 2338496,
    },
    {
      name: 'org.yaml:snakeyaml:2.4',
      sha256: 'ef779af5d29a9dde8cc70ce0341f5c6f7735e23edff9685ceaa9d35359b7bb7f',
      bytes: 339825,
    },
  ],
  'kafka-python-3.0.12': [
    {
      name: 'kafka_python-3.0.12-py3-none-any.whl',
      sha256: '67add72052e3ad0c37ed9963ebe2b1696adc7f063c64eaf19862c21b69a64a18',
      bytes: 614268,
    },
  ],
} satisfies Record<string, readonly LockedFile[]>
