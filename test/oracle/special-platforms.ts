// Platforms on which shortcuts over hosts that are alike, or over roles that seem safe, go wrong.

import type { Sketch } from './sketch.ts'

const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const

/** One role `s/x` that `query` uses, and whatever else. */
function platform(x: Omit<Sketch['roles'][number], 'id'>, rest: Partial<Sketch> = {}): Sketch {
  const endpoints: Sketch['endpoints'] = [
    { id: 's/e', role: 's/x', network: 'data' },
    { id: 't/e', role: 't/y', network: 'data' },
  ]
  const roles = [{ id: 's/x' as const, ...x }, ...(rest.roles ?? [])]
  return { hosts: seven, endpoints, capabilities: { query: ['s/e'] }, ...rest, roles }
}

const need = ['hard list t/e'] as const

/** Sketches by what is special about them. */
export const specialPlatforms: Readonly<Record<string, Sketch>> = {
  'five instances on three hosts': platform({ on: ['a', 'a', 'a', 'b', 'c'] }),
  'three instances of a role that never stops': platform({ rule: { kind: 'per-host' }, on: ['a', 'b', 'c'] }),
  'half of the instances lean on one host': platform(
    { on: ['a', 'b', 'c', 'd'], own: { 1: need, 2: need } },
    { roles: [{ id: 't/y', on: ['e'] }] },
  ),
  'seven voters, two of which lean on one host': platform(
    { rule: { kind: 'majority' }, on: seven, own: { 1: need, 2: need } },
    { roles: [{ id: 't/y', on: ['g'] }] },
  ),
  'six voters': platform({ rule: { kind: 'majority' }, on: ['a', 'b', 'c', 'd', 'e', 'f'] }),
  'nine voters on five hosts': platform({
    rule: { kind: 'majority' },
    on: ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e'],
  }),
  'a balancer that is whole on three hosts only': platform(
    { on: seven },
    {
      roles: [
        { id: 'load-balancer/vip', rule: { kind: 'standby' }, on: ['a', 'b', 'c', 'd', 'e'] },
        { id: 'load-balancer/proxy', rule: { kind: 'any' }, on: ['c', 'd', 'e', 'f', 'g'] },
      ],
      endpoints: [{ id: 's/e', role: 's/x', network: 'data', vip: true }],
    },
  ),
  'softly pinned to one worker of many': platform(
    { on: ['a'], needs: ['soft first t/e'] },
    { roles: [{ id: 't/y', rule: { kind: 'capacity', minimum: 3 }, on: ['b', 'c', 'd', 'e', 'f'] }] },
  ),
  'two ports of the same workers, one of them on a network apart': platform(
    { on: ['a', 'b'], needs: ['soft list s/v', 'soft list s/w'] },
    {
      networks: ['data', 'storage'],
      roles: [{ id: 's/y', rule: { kind: 'capacity', minimum: 2 }, on: ['c', 'd', 'e'] }],
      endpoints: [
        { id: 's/e', role: 's/x', network: 'data' },
        { id: 's/v', role: 's/y', network: 'data' },
        { id: 's/w', role: 's/y', network: 'storage' },
      ],
    },
  ),
  'softly pinned to one of more workers than are needed': platform(
    { on: ['a', 'b'], needs: ['soft first s/w'] },
    {
      roles: [{ id: 's/y', rule: { kind: 'capacity', minimum: 2 }, on: ['c', 'd', 'e'] }],
      endpoints: [
        { id: 's/e', role: 's/x', network: 'data' },
        { id: 's/w', role: 's/y', network: 'data' },
      ],
    },
  ),
  'alike but for their racks': platform(
    { rule: { kind: 'dataset', dataset: 'dataset/d' }, on: seven },
    {
      datasets: [{ id: 'dataset/d', service: 's', copies: 2, minInSync: 1, domainKind: 'rack' }],
      domains: { 'rack/r1': ['a', 'b', 'c'], 'rack/r2': ['d', 'e', 'f', 'g'] },
    },
  ),
  'alike but for the list of an endpoint': platform(
    { on: seven },
    { endpoints: [{ id: 's/e', role: 's/x', network: 'data', at: [2, 5] }] },
  ),
  'six of a primary, one standby in sync is enough': platform(
    {
      rule: { kind: 'elected-primary', consensus: 't/y', synchrony: 'strict' },
      on: ['a', 'b', 'c', 'd', 'e', 'f'],
    },
    {
      roles: [{ id: 't/y', rule: { kind: 'majority' }, on: seven }],
      datasets: [{ id: 'dataset/other', service: 's', copies: 6, minInSync: 4, domainKind: 'host' }],
    },
  ),
}
