// Two requests of Kafka's own protocol as bytes: whether a node answers, and who leads the controllers.

import type { Probe } from '../../model/plan.ts'

/** ApiVersions, version 0: every node answers it before anything else is agreed (Kafka protocol guide). */
const apiVersionsRequest = '0000000a' + '0012' + '0000' + '00000001' + 'ffff'

const metadataTopic = '__cluster_metadata'
const metadataTopicHex = [...metadataTopic].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('')
const metadataTopicField = (metadataTopic.length + 1).toString(16).padStart(2, '0') + metadataTopicHex

/** Succeeds on a node that answers without an error. */
export function answersProbe(address: string, port: number): Probe {
  return { kind: 'tcp', address, port, sendHex: apiVersionsRequest, expectHex: '^.{8}000000010000' }
}

/** DescribeQuorum, version 0: succeeds on the controller that leads and says so of itself. */
export function leadsProbe(address: string, port: number, node: number): Probe {
  const header = '0037' + '0000' + '00000002' + 'ffff' + '00'
  const body = `02${metadataTopicField}0200000000000000`
  const size = ((header.length + body.length) / 2).toString(16).padStart(8, '0')
  const leader = node.toString(16).padStart(8, '0')
  return {
    kind: 'tcp',
    address,
    port,
    sendHex: size + header + body,
    expectHex: `^.{8}0000000200000002${metadataTopicField}02000000000000${leader}`,
  }
}
