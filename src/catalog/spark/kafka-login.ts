// How applications on Kubernetes log in to Kafka: by a file of the Java Authentication and Authorization Service, so that none of them holds a
// password.

import type { JsonObject } from '../../model/plan.ts'
import { kafkaUserOf } from '../conventions.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import type { SparkOptions } from './options.ts'

const folder = '/etc/kafka-client'
const volume = 'kafka-client'

/** What a driver and its executors need beside everything else. */
export interface KafkaLogin {
  readonly settings: JsonObject
  readonly mounts: readonly JsonObject[]
  readonly volumes: readonly JsonObject[]
}

/** For applications that read no topics, and platforms without Kafka. */
export const noLogin: KafkaLogin = { settings: {}, mounts: [], volumes: [] }

/**
 * An application says how it logs in (`kafka.security.protocol` SASL_PLAINTEXT, `kafka.sasl.mechanism` SCRAM-SHA-512) where it names its
 * topics; who it is stands here. Kafka, "JAAS configuration for Kafka clients": the section `KafkaClient`.
 */
export function kafkaLogin(context: KubernetesContext<SparkOptions>): KafkaLogin {
  if (!context.has('kafka')) return noLogin
  const { user, secret } = kafkaUserOf('spark')
  const module = 'org.apache.kafka.common.security.scram.ScramLoginModule'
  const secretName = context.secretObject('spark-kafka', {
    'jaas.conf': `KafkaClient {\n  ${module} required username="${user}" password="${context.secret(secret)}";\n};\n`,
  })
  const option = `-Djava.security.auth.login.config=${folder}/jaas.conf`
  return {
    settings: { 'spark.driver.extraJavaOptions': option, 'spark.executor.extraJavaOptions': option },
    mounts: [{ name: volume, mountPath: folder, readOnly: true }],
    volumes: [{ name: volume, secret: { secretName, defaultMode: 0o440 } }],
  }
}
