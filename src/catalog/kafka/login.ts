// How nodes and clients on hosts prove who they are to Kafka.

import { kafkaSecurity, kafkaUserOf } from '../conventions.ts'

type Secrets = { secret(name: string): string }
type Values = Readonly<Record<string, string | number | boolean>>

/**
 * Users with every right, made when the cluster is formatted: as whom brokers copy from each other, and the administrator, as whom people
 * and Hanok make users and topics.
 */
const rootUsers = ['broker', 'admin'] as const

/** Who speaks to controllers. Known to them by their own file, since a quorum must agree before it can know of users. */
const quorumUser = 'quorum'

/** Name of the listener of brokers, for clients and for each other, and of that of controllers. */
export const listeners = { broker: 'CLIENT', controller: 'CONTROLLER' } as const

/**
 * What controllers and brokers have in common: nobody is known without a login, and nobody may do what no right names.
 * Kafka, "Authorization and ACLs": StandardAuthorizer.
 */
export function nodeSecurity({ secret }: Secrets): Values {
  const password = secret(kafkaUserOf(quorumUser).secret)
  return {
    'listener.security.protocol.map': Object.values(listeners)
      .map((name) => `${name}:${kafkaSecurity.protocol}`)
      .join(','),
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found': false,
    'super.users': [...rootUsers, quorumUser].map((user) => `User:${user}`).join(';'),
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config':
      `org.apache.kafka.common.security.plain.PlainLoginModule required username="${quorumUser}" ` +
      `password="${password}" user_${quorumUser}="${password}";`,
  }
}

/** The listener of brokers: clients and other brokers alike by SCRAM, of which the password itself never travels (RFC 5802). */
export function brokerSecurity({ secret }: Secrets): Values {
  const { user, secret: name } = kafkaUserOf('broker')
  return {
    'inter.broker.listener.name': listeners.broker,
    'sasl.mechanism.inter.broker.protocol': kafkaSecurity.mechanism,
    'listener.name.client.sasl.enabled.mechanisms': kafkaSecurity.mechanism,
    'listener.name.client.scram-sha-512.sasl.jaas.config': kafkaSecurity.jaas(user, secret(name)),
  }
}

/** Settings of a client, under each of the prefixes. */
export function clientSecurity({ secret }: Secrets, service: string, prefixes: readonly string[]): Values {
  const { user, secret: name } = kafkaUserOf(service)
  return Object.fromEntries(
    prefixes.flatMap((prefix) => [
      [`${prefix}security.protocol`, kafkaSecurity.protocol],
      [`${prefix}sasl.mechanism`, kafkaSecurity.mechanism],
      [`${prefix}sasl.jaas.config`, kafkaSecurity.jaas(user, secret(name))],
    ]),
  )
}

/**
 * Arguments of `kafka-storage format`, one a line, for the users that must be there before the first broker (KIP-900). Given as
 * `@FILE`: what stands in a process's arguments everybody on the host reads.
 */
export function rootUserArguments({ secret }: Secrets): string {
  return rootUsers
    .map(
      (user) =>
        `--add-scram\n${kafkaSecurity.mechanism}=[name=${user},password=${secret(kafkaUserOf(user).secret)}]\n`,
    )
    .join('')
}
