// How applications log in to Kafka: by a file of the Java Authentication and Authorization Service, so that none of them holds a password.

import type { JsonObject } from '../../model/plan.ts'
import { kafkaSecurity, kafkaUserOf } from '../conventions.ts'
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

/** What a JVM is told to find the file. */
export function jaasOption(file: string): string {
  return `-Djava.security.auth.login.config=${file}`
}

/**
 * An application says how it logs in (`kafka.security.protocol` SASL_PLAINTEXT, `kafka.sasl.mechanism` SCRAM-SHA-512) where it names its
 * topics; who it is stands here. Kafka, "JAAS configuration for Kafka clients": the section `KafkaClient`.
 */
export function jaasFile(context: { secret(name: string): string }): string {
  const { user, secret } = kafkaUserOf('spark')
  return `KafkaClient {\n  ${kafkaSecurity.jaas(user, context.secret(secret))}\n};\n`
}

/** The file as a Secret, and what of a driver and its executors points to it. */
export function kafkaLogin(context: KubernetesContext<SparkOptions>): KafkaLogin {
  if (!context.has('kafka')) return noLogin
  const secretName = context.secretObject('spark-kafka', { 'jaas.conf': jaasFile(context) })
  const option = jaasOption(`${folder}/jaas.conf`)
  return {
    settings: { 'spark.driver.extraJavaOptions': option, 'spark.executor.extraJavaOptions': option },
    mounts: [{ name: volume, mountPath: folder, readOnly: true }],
    volumes: [{ name: volume, secret: { secretName, defaultMode: 0o440 } }],
  }
}
