// Ways that operators and their pods need and that nobody sees in a plan: each was found by reading or running the operator.

import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/plan.ts'
import { renderedShape } from '../testing/rendered-shape.ts'

const medium = renderedShape('medium-32')

interface Policy {
  readonly podSelector: JsonObject
  readonly ingress?: readonly Rule[]
  readonly egress?: readonly Rule[]
}

interface Rule {
  readonly from?: readonly Peer[]
  readonly to?: readonly Peer[]
  readonly ports: readonly { readonly port: number; readonly protocol: string }[]
}

interface Peer {
  readonly podSelector?: JsonObject
  readonly ipBlock?: { readonly cidr: string }
}

/** Who may reach (or be reached by) the pods of a role at a port: addresses of hosts, or selectors of pods. */
function peersOf(role: string, direction: 'ingress' | 'egress', port: number, from = medium) {
  const [service, name] = role.split('/')
  const policy = from.objects.find(
    ({ kind, metadata }) =>
      kind === 'NetworkPolicy' &&
      metadata.name === name &&
      metadata.namespace === `${from.plan.name}-${service}`,
  )
  const { [direction]: rules = [] } = (policy?.spec ?? {}) as unknown as Policy
  return rules
    .filter(({ ports }) => ports.some((one) => one.port === port))
    .flatMap(({ from: sources = [], to: targets = [] }) => [...sources, ...targets])
}

function addressesOf(role: string, { plan } = medium): readonly string[] {
  const [service, name] = role.split('/')
  const hosts = plan.instances.filter((one) => one.service === service && one.role === name)
  return hosts.flatMap(({ host }) =>
    (plan.hosts.find(({ id }) => id === host)?.networks ?? []).map(({ address }) => `${address}/32`),
  )
}

const cidrs = (peers: readonly Peer[]) => peers.flatMap(({ ipBlock }) => ipBlock?.cidr ?? [])

describe('what operators need is open', () => {
  test('the API server reaches the webhooks that it must ask', () => {
    const masters = addressesOf('kubernetes/control-plane')
    expect(masters.length).toBeGreaterThan(2)
    expect(cidrs(peersOf('postgres/operator', 'ingress', 9_443))).toEqual(
      expect.arrayContaining([...masters]),
    )
    expect(cidrs(peersOf('spark/webhook', 'ingress', 9_443))).toEqual(expect.arrayContaining([...masters]))
  })

  test('servers of Postgres ask each other whether they are alone', () => {
    for (const direction of ['ingress', 'egress'] as const) {
      expect(JSON.stringify(peersOf('postgres/server', direction, 8_000))).toContain('"postgres.server"')
    }
  })

  test('Prometheus reaches what measures a node by the address of the node, and Postgres by its pods', () => {
    const nodes = cidrs(peersOf('prometheus/server', 'egress', 9_100))
    expect(nodes).toEqual(expect.arrayContaining([...addressesOf('prometheus/node-exporter')]))
    expect(peersOf('prometheus/server', 'egress', 9_187)).toHaveLength(1)
    expect(peersOf('postgres/server', 'ingress', 9_187)).toHaveLength(1)
  })

  test('nodes of Kafka read their certificates from the API', () => {
    const kafka = renderedShape('minimum-kafka')
    for (const role of ['kafka/controller', 'kafka/broker']) {
      expect(cidrs(peersOf(role, 'egress', 6_443, kafka)), role).toEqual(
        expect.arrayContaining([...addressesOf('kubernetes/control-plane', kafka)]),
      )
    }
  })
})
