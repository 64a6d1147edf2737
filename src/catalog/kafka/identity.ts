// Kafka's ids, derived from the platform's name: the same plan formats the same cluster, on every host alike.

import { createHash } from 'node:crypto'

/** 22 characters of URL-safe base64 as Kafka writes its UUIDs; never with a dash in front, which its tools read as an option. */
export function kafkaUuid(...about: readonly string[]): string {
  const digest = createHash('sha256').update(about.join('\n')).digest().subarray(0, 16)
  digest[0] = (digest[0] ?? 0) & 0x7f
  return digest.toString('base64url')
}

/** Node numbers: controllers from 1, brokers from 101, so that both fit one cluster. */
export function nodeId(role: string, instanceId: string): number {
  const number = Number(instanceId.split('/').at(-1))
  return role === 'broker' ? 100 + number : number
}
