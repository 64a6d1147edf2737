// A request of Kafka's own protocol as bytes: whether a node answers.

import type { Probe } from '../../model/plan.ts'

/** ApiVersions, version 0: every node answers it before anything else is agreed, the login too (Kafka protocol guide, "SASL authentication sequence"). */
const apiVersionsRequest = '0000000a' + '0012' + '0000' + '00000001' + 'ffff'

/** Succeeds on a node that answers without an error. */
export function answersProbe(address: string, port: number): Probe {
  return { kind: 'tcp', address, port, sendHex: apiVersionsRequest, expectHex: '^.{8}000000010000' }
}
