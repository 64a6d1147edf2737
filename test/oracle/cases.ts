// Failures whose effect anyone can tell by looking: at least one for each rule of the verdict. They hold the oracle to the
// meaning, and the verifier, too.

import type { CapabilityVerdict } from '../../src/model/verdict.ts'
import type { Sketch, SketchEndpoint, SketchNeed, SketchRole } from './sketch.ts'

/** A failure of a sketched platform and what it does to `query`; `undefined` where nobody notices. */
export interface Case {
  readonly name: string
  readonly sketch: Sketch
  readonly failed: readonly string[]
  readonly query: CapabilityVerdict | undefined
  readonly lost?: readonly string[]
  readonly atRisk?: readonly string[]
}

const stopped = { outcome: 'stops', fraction: 0, recoveryMs: null } as const
const degraded = (fraction: number) => ({ outcome: 'degrades', fraction, recoveryMs: 0 }) as const
const gap = (recoveryMs: number) => ({ outcome: 'stops', fraction: 1, recoveryMs }) as const
const lost = (fraction: number) => ({ outcome: 'loses', fraction, recoveryMs: null }) as const

const three = ['a', 'b', 'c'] as const
const host = (...names: readonly string[]) => names.map((name) => `host/${name}`)

/** One role with an endpoint that `query` uses. */
function alone(role: Omit<SketchRole, 'id'>, rest: Partial<Sketch> = {}): Sketch {
  return {
    hosts: three,
    roles: [{ id: 's/x', ...role }, ...(rest.roles ?? [])],
    endpoints: [{ id: 's/e', role: 's/x', network: 'data' }, ...(rest.endpoints ?? [])],
    capabilities: { query: ['s/e'] },
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'roles' && key !== 'endpoints')),
  }
}

/** `query` uses `s/x`, which needs `t/e` of role `t/y`. */
function needing(
  need: SketchRole['needs'],
  other: Omit<SketchRole, 'id'>,
  rest: Partial<Sketch> = {},
): Sketch {
  return alone(
    { on: ['a'], needs: need ?? [] },
    {
      ...rest,
      roles: [{ id: 't/y', ...other }, ...(rest.roles ?? [])],
      endpoints: rest.endpoints ?? [{ id: 't/e', role: 't/y', network: 'data' }],
    },
  )
}

/** `query` uses `s/x`, which softly needs these endpoints of two workers. */
const coordinating = (ports: readonly SketchEndpoint['id'][], workers: SketchRole['id']): Sketch =>
  alone(
    { on: ['a'], needs: ports.map((port): SketchNeed => `soft list ${port}`) },
    {
      roles: [{ id: workers, rule: { kind: 'capacity', minimum: 2 }, on: ['b', 'c'] }],
      endpoints: ports.map((id) => ({ id, role: workers, network: 'data' })),
    },
  )

const behindVip = (balancers: readonly SketchRole[]): Sketch =>
  alone(
    { on: ['c'] },
    {
      roles: balancers,
      endpoints: [{ id: 's/v', role: 's/x', network: 'data', vip: true }],
      capabilities: { query: ['s/v'] },
    },
  )

const stored = (dataset: Partial<NonNullable<Sketch['datasets']>[number]>, rest: Partial<Sketch> = {}) =>
  alone(
    { rule: { kind: 'dataset', dataset: 'dataset/d' }, on: rest.hosts ?? three },
    {
      datasets: [{ id: 'dataset/d', service: 's', copies: 2, minInSync: 1, domainKind: 'host', ...dataset }],
      ...rest,
    },
  )

const primary = (synchrony: 'strict' | 'relaxed', minInSync: number): Sketch =>
  alone(
    { rule: { kind: 'elected-primary', consensus: 'k/m', synchrony }, on: three },
    {
      hosts: ['a', 'b', 'c', 'd', 'e', 'f'],
      roles: [{ id: 'k/m', rule: { kind: 'majority' }, on: ['d', 'e', 'f'] }],
      datasets: [
        { id: 'dataset/d', service: 's', copies: 3, minInSync, durableCopies: 2, domainKind: 'host' },
      ],
    },
  )

/** The cases, by the rule of the verdict that they stand for. */
export const cases: readonly Case[] = [
  {
    name: '1: a host in a rack that fails is gone with its disks',
    sketch: stored({}, { domains: { 'rack/r1': ['a', 'b'] } }),
    failed: ['rack/r1'],
    query: lost(0),
    lost: ['dataset/d'],
  },
  {
    name: '1: a host cut from its only switch is out of reach and keeps its disks',
    sketch: stored({}, { domains: { 'switch/s1': ['a', 'b'] } }),
    failed: ['switch/s1'],
    query: stopped,
  },
  {
    name: '1: a host on two switches is still there when one fails',
    sketch: alone({ on: ['a'] }, { domains: { 'switch/s1': ['a'], 'switch/s2': ['a'] } }),
    failed: ['switch/s1'],
    query: undefined,
  },
  {
    name: '1: and cut when both do',
    sketch: alone({ on: ['a'] }, { domains: { 'switch/s1': ['a'], 'switch/s2': ['a'] } }),
    failed: ['switch/s1', 'switch/s2'],
    query: stopped,
  },
  {
    name: '3: a hard need that is not met takes an instance away',
    sketch: needing(['hard list t/e'], { on: ['b'] }),
    failed: host('b'),
    query: stopped,
  },
  {
    name: '3: a soft need that is not met only limits',
    sketch: needing(['soft list t/e'], { on: ['b'] }),
    failed: host('b'),
    query: degraded(1),
  },
  {
    name: '3: a need at startup does not matter later',
    sketch: needing(['startup list t/e'], { on: ['b'] }),
    failed: host('b'),
    query: undefined,
  },
  {
    name: '3: circular needs hold each other up',
    sketch: needing(['hard list t/e'], { on: ['b', 'c'], needs: ['hard list s/e'] }),
    failed: host('b'),
    query: undefined,
  },
  {
    name: '3: needs are followed through any number of roles',
    sketch: needing(
      ['hard list t/e'],
      { on: ['b'], needs: ['hard list u/e'] },
      {
        roles: [{ id: 'u/z', on: ['c'] }],
        endpoints: [
          { id: 't/e', role: 't/y', network: 'data' },
          { id: 'u/e', role: 'u/z', network: 'data' },
        ],
      },
    ),
    failed: host('c'),
    query: stopped,
  },
  {
    name: '4: a list is walked to the address that answers',
    sketch: needing(['hard list t/e'], { on: ['b', 'c'] }),
    failed: host('b'),
    query: undefined,
  },
  {
    name: '4: the first address is the only one tried',
    sketch: needing(['hard first t/e'], { on: ['b', 'c'] }),
    failed: host('b'),
    query: stopped,
  },
  {
    name: '4: an endpoint on a failed network is not reached',
    sketch: needing(
      ['hard list t/e'],
      { on: ['a'] },
      {
        networks: ['data', 'storage'],
        endpoints: [{ id: 't/e', role: 't/y', network: 'storage' }],
      },
    ),
    failed: ['network/storage'],
    query: stopped,
  },
  {
    name: '4: a need on an endpoint that is not there is unmet',
    sketch: needing(['hard list t/none'], { on: ['b'] }),
    failed: [],
    query: stopped,
  },
  {
    name: '4: so is one on an endpoint without addresses',
    sketch: needing(
      ['hard list t/e'],
      { on: ['b'] },
      {
        endpoints: [{ id: 't/e', role: 't/y', network: 'data', at: [] }],
      },
    ),
    failed: [],
    query: stopped,
  },
  {
    name: '5: two of four voters are no majority',
    sketch: alone({ rule: { kind: 'majority' }, on: ['a', 'b', 'c', 'd'] }, { hosts: ['a', 'b', 'c', 'd'] }),
    failed: host('a', 'b'),
    query: stopped,
  },
  {
    name: '5: two of three voters are',
    sketch: alone({ rule: { kind: 'majority' }, on: three }),
    failed: host('a'),
    query: undefined,
  },
  {
    name: '5: a group does not work without the network that its members talk over',
    sketch: alone(
      { rule: { kind: 'majority' }, on: three },
      {
        networks: ['data', 'storage'],
        flows: [['s/x', 's/e', 'storage']],
      },
    ),
    failed: ['network/storage'],
    query: stopped,
  },
  {
    name: '5: what is no group does not care',
    sketch: alone(
      { rule: { kind: 'any' }, on: three },
      {
        networks: ['data', 'storage'],
        flows: [['s/x', 's/e', 'storage']],
      },
    ),
    failed: ['network/storage'],
    query: undefined,
  },
  {
    name: '5: a primary is elected only while its consensus has a majority',
    sketch: primary('relaxed', 1),
    failed: host('d', 'e'),
    query: stopped,
  },
  {
    name: '5: strict synchrony stops writes when too few standbys are left',
    sketch: primary('strict', 2),
    failed: ['s/x/1', 's/x/2'],
    query: stopped,
  },
  {
    name: '5: relaxed synchrony goes on with the last one',
    sketch: primary('relaxed', 2),
    failed: ['s/x/1', 's/x/2'],
    query: undefined,
  },
  {
    name: '5: an asynchronous primary whose consensus is not in the plan never works',
    sketch: alone({ rule: { kind: 'asynchronous-primary', consensus: 'k/none' }, on: ['a'] }),
    failed: [],
    query: stopped,
  },
  {
    name: '6: a VIP is held where the whole balancer is',
    sketch: behindVip([
      { id: 'load-balancer/vip', on: ['a', 'b'] },
      { id: 'load-balancer/proxy', on: ['a', 'b'] },
    ]),
    failed: ['load-balancer/vip/1'],
    query: undefined,
  },
  {
    name: '6: halves on two hosts hold nothing',
    sketch: behindVip([
      { id: 'load-balancer/vip', on: ['a', 'b'] },
      { id: 'load-balancer/proxy', on: ['a', 'b'] },
    ]),
    failed: ['load-balancer/vip/1', 'load-balancer/proxy/2'],
    query: stopped,
  },
  {
    name: '6: nobody holds a VIP without a balancer',
    sketch: behindVip([]),
    failed: [],
    query: stopped,
  },
  {
    name: '7: what has two copies is lost with any two hosts',
    sketch: stored({}),
    failed: host('a', 'c'),
    query: lost(0),
    lost: ['dataset/d'],
  },
  {
    name: '7: it is only stopped where processes alone are gone',
    sketch: stored({}),
    failed: ['s/x/1', 's/x/3'],
    query: stopped,
  },
  {
    name: '7: copies lie in different racks',
    sketch: stored(
      { domainKind: 'rack' },
      {
        hosts: ['a', 'b', 'c', 'd'],
        domains: { 'rack/r1': ['a', 'b'], 'rack/r2': ['c', 'd'] },
      },
    ),
    failed: host('a', 'b'),
    query: undefined,
  },
  {
    name: '7: but by hosts where there are fewer racks than copies',
    sketch: stored({ domainKind: 'rack' }, { domains: { 'rack/r1': three } }),
    failed: host('a', 'b'),
    query: lost(0),
    lost: ['dataset/d'],
  },
  {
    name: '7: a write wants as many copies in sync as it says',
    sketch: stored({ copies: 3, minInSync: 2 }),
    failed: ['s/x/1', 's/x/2'],
    query: stopped,
  },
  {
    name: '7: where writes move, other domains take them',
    sketch: stored({ copies: 2, minInSync: 2, writesMove: true }),
    failed: host('a'),
    query: undefined,
  },
  {
    name: '7: where they do not, an item with a copy there cannot be written',
    sketch: stored({ copies: 2, minInSync: 2 }),
    failed: host('a'),
    query: stopped,
  },
  {
    name: '7: an acknowledged write is lost with the copies that it is on',
    sketch: primary('strict', 1),
    failed: host('a', 'b'),
    query: lost(1),
    lost: ['dataset/d'],
  },
  {
    name: '7: asynchronous copies are at risk with the first of them',
    sketch: stored({ copies: 3, asynchronous: true }),
    failed: ['s/x/2'],
    query: undefined,
    atRisk: ['dataset/d'],
  },
  {
    name: '8: workers below the minimum serve their share',
    sketch: alone({ rule: { kind: 'capacity', minimum: 3 }, on: three }),
    failed: host('a'),
    query: degraded(2 / 3),
  },
  {
    name: '8: a coordinator without workers serves nothing',
    sketch: coordinating(['s/w'], 's/y'),
    failed: host('b', 'c'),
    query: stopped,
  },
  {
    name: '8: and with half of them the half',
    sketch: coordinating(['s/w'], 's/y'),
    failed: host('b'),
    query: degraded(1 / 2),
  },
  {
    name: '8: a role that is needed by two ports counts once',
    sketch: coordinating(['s/w', 's/v'], 's/y'),
    failed: host('b'),
    query: degraded(1 / 2),
  },
  {
    name: '8: workers of another service do no work here',
    sketch: coordinating(['t/w'], 't/y'),
    failed: host('b'),
    query: undefined,
  },
  {
    name: '8: yet one misses them when they are gone',
    sketch: coordinating(['t/w'], 't/y'),
    failed: host('b', 'c'),
    query: degraded(1),
  },
  {
    name: '9: a dataset that nothing here needs may be lost without anyone noticing',
    sketch: needing(
      ['soft list t/e'],
      { rule: { kind: 'dataset', dataset: 'dataset/d' }, on: ['b', 'c'] },
      {
        datasets: [
          { id: 'dataset/d', service: 't', copies: 1, minInSync: 1, domainKind: 'host', writesMove: true },
        ],
      },
    ),
    failed: host('b'),
    query: degraded(1),
    lost: ['dataset/d'],
  },
  {
    name: '10: a takeover takes as long as that of the slowest role behind',
    sketch: needing(['hard list t/e'], { on: ['b', 'c'], rule: { kind: 'any' }, recovery: [30_000, 2_000] }),
    failed: host('b'),
    query: gap(30_000),
  },
  {
    name: '10: a process that ends is noticed sooner than a host',
    sketch: needing(['hard list t/e'], { on: ['b', 'c'], rule: { kind: 'any' }, recovery: [30_000, 2_000] }),
    failed: ['t/y/1'],
    query: gap(2_000),
  },
  {
    name: '10: and as long as that of the workers to whom its work is given',
    sketch: alone(
      { on: ['a'], needs: ['soft list s/w'] },
      {
        roles: [
          { id: 's/y', rule: { kind: 'capacity', minimum: 2 }, on: ['b', 'c'], recovery: [40_000, 2_000] },
        ],
        endpoints: [{ id: 's/w', role: 's/y', network: 'data' }],
      },
    ),
    failed: host('b'),
    query: { outcome: 'stops', fraction: 0.5, recoveryMs: 40_000 },
  },
  {
    name: '10: but not for workers of other services',
    sketch: needing(['soft list t/e'], {
      on: ['b', 'c'],
      rule: { kind: 'capacity', minimum: 2 },
      recovery: [40_000],
    }),
    failed: host('b'),
    query: undefined,
  },
  {
    name: '10: a balancer takes over for whoever is reached through it',
    sketch: behindVip([
      { id: 'load-balancer/vip', rule: { kind: 'standby' }, on: ['a', 'b'], recovery: [3_600] },
    ]),
    failed: ['load-balancer/vip/2'],
    query: gap(3_600),
  },
]
