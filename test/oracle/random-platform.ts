// Small but nasty platforms for comparing the verifier with its oracle: every rule, every strength and way of needs,
// hosts on two switches or in no rack, circles, endpoints that are missing or empty.

import type fc from 'fast-check'
import type { AvailabilityRule, Capability, NetworkId, PlanDataset, RoleId } from '../../src/model/plan.ts'
import {
  type BalancerDraw,
  type NeedDraw,
  type PlatformDraw,
  platformDraw,
  type RoleDraw,
} from './platform-draw.ts'
import type { Sketch, SketchEndpoint, SketchNeed, SketchRole } from './sketch.ts'

const networkIds: readonly NetworkId[] = ['data', 'service', 'storage']
const capabilityIds: readonly Capability[] = ['query', 'store', 'ingest']
const services = ['s', 't', 'u'] as const
const absent: RoleId = 'absent/role'
/** Votes for whoever elects a primary and finds no other voters. */
const keeper: RoleId = 'keeper/member'

/** Random platforms of 2 to 6 hosts and up to 8 roles. */
export const randomPlatform: fc.Arbitrary<Sketch> = platformDraw.map(sketchOf)

/** What reading a role or need takes of the rest of the platform. */
interface Surroundings {
  readonly drawn: readonly RoleDraw[]
  readonly hosts: readonly string[]
  readonly networks: readonly NetworkId[]
  readonly ids: readonly RoleId[]
  /** Hosts are of two groups, every other one; a role has an instance on each host of its groups. */
  readonly alike: boolean
}

/** The item of a list that a drawn number means. */
function pick<T>(items: readonly T[], drawn: number): T {
  const item = items[drawn % items.length]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

function sketchOf(drawn: PlatformDraw): Sketch {
  const around: Surroundings = {
    drawn: drawn.roles,
    hosts: drawn.hosts.map((_, index) => `h${index + 1}`),
    networks: networkIds.slice(0, drawn.networks),
    alike: drawn.alike,
    ids: drawn.roles.map((role, index): RoleId => `${pick(services, role.service)}/r${index + 1}`),
  }
  const endpoints = drawn.roles.flatMap((role, index) => endpointsOf(role, index, around))
  const names = endpoints.map((endpoint) => endpoint.id)
  const need = (one: NeedDraw): SketchNeed =>
    `${one.strength} ${one.via} ${one.missing ? 'no/where' : pick(names, one.endpoint)}`
  const roles = drawn.roles.map((role, index) => roleOf(role, index, around, need))
  return {
    hosts: around.hosts,
    networks: around.networks,
    domains: domainsOf(drawn, around.hosts),
    roles: [
      ...roles,
      ...keeperRole(drawn.keepers, roles, around.hosts),
      ...balancerRoles(drawn.balancer, around.hosts, need),
    ],
    endpoints,
    datasets: datasetsOf(drawn.roles),
    flows: drawn.roles.flatMap((role, index) => flowsOf(role, pick(around.ids, index), endpoints, around)),
    capabilities: Object.fromEntries(
      drawn.capabilities.map((wanted, index) => [
        pick(capabilityIds, index),
        [
          ...new Set(wanted.map((one) => pick(names, one))),
          ...(drawn.missingEndpoint && index === 0 ? ['no/where'] : []),
        ],
      ]),
    ),
  }
}

function seatsOf(drawn: RoleDraw, { hosts, alike }: Surroundings): readonly string[] {
  if (drawn.noInstances) return []
  if (alike) return hosts.filter((_, at) => drawn.on.length === 1 || at % 2 === drawn.on.length % 2)
  if (!drawn.apart) return drawn.on.map((seat) => pick(hosts, seat))
  return [...new Set(drawn.on.map((seat, at) => pick(hosts, seat + at)))]
}

function roleOf(
  drawn: RoleDraw,
  index: number,
  around: Surroundings,
  need: (one: NeedDraw) => SketchNeed,
): SketchRole {
  const rule = ruleOf(drawn, index, around)
  const [first, second] = drawn.needs
  const next = drawn.twins ? { ...first, endpoint: first.endpoint + 1 } : second
  const needs = [first, next].slice(0, drawn.twins ? 2 : drawn.needCount).map(need)
  return {
    id: pick(around.ids, index),
    ...(rule === undefined ? {} : { rule }),
    on: seatsOf(drawn, around),
    ...(needs.length === 0 ? {} : { needs }),
    ...(drawn.owns
      ? { own: Object.fromEntries(drawn.own.map((own) => [own.number, [need(own.need)]])) }
      : {}),
    ...(drawn.recovery === undefined ? {} : { recovery: drawn.recovery }),
  }
}

function ruleOf(drawn: RoleDraw, index: number, around: Surroundings): AvailabilityRule | undefined {
  switch (drawn.kind) {
    case 'none':
      return undefined
    case 'elected-primary':
      return {
        kind: drawn.kind,
        consensus: consensusOf(drawn, index, around),
        synchrony: drawn.strict ? 'strict' : 'relaxed',
      }
    case 'asynchronous-primary':
      return { kind: drawn.kind, consensus: consensusOf(drawn, index, around) }
    case 'dataset':
      return { kind: drawn.kind, dataset: `dataset/d${index + 1}` }
    case 'capacity':
      return { kind: drawn.kind, minimum: drawn.minimum }
    default:
      return { kind: drawn.kind }
  }
}

/** A role that votes, the keepers where there is none; now and then any other role, rarely one that is not there. */
function consensusOf({ consensus }: RoleDraw, index: number, { ids, drawn }: Surroundings): RoleId {
  const others = ids.filter((_, at) => at !== index)
  const voters = others.filter((id) => drawn[ids.indexOf(id)]?.kind === 'majority')
  if (consensus === 30) return absent
  return pick(consensus % 4 === 3 ? [...others, keeper] : [...voters, keeper], consensus)
}

function keeperRole(seats: readonly number[], roles: readonly SketchRole[], hosts: readonly string[]) {
  const wanted = roles.some(
    ({ rule }) => rule !== undefined && 'consensus' in rule && rule.consensus === keeper,
  )
  const on = [...new Set(seats.map((seat, at) => pick(hosts, seat + at)))]
  return wanted ? [{ id: keeper, rule: { kind: 'majority' } as const, on }] : []
}

/**
 * Each dataset rule has its own dataset, rarely none; another group may have one. A service with an elected primary has one
 * dataset at most: which of several its synchrony would be about is not defined.
 */
function datasetsOf(drawn: readonly RoleDraw[]): readonly PlanDataset[] {
  const datasets: PlanDataset[] = []
  for (const [index, role] of drawn.entries()) {
    const service = pick(services, role.service)
    const elects = drawn.some(
      (one) => one.kind === 'elected-primary' && pick(services, one.service) === service,
    )
    const second = elects && datasets.some((dataset) => dataset.service === service)
    if (role.noDataset || second || (role.kind !== 'dataset' && !role.holdsDataset)) continue
    const { copies, minInSync, domainKind, ...rest } = role.dataset
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
    datasets.push({ id: `dataset/d${index + 1}`, service, copies, minInSync, domainKind, ...given })
  }
  return datasets
}

function endpointsOf(drawn: RoleDraw, index: number, around: Surroundings): readonly SketchEndpoint[] {
  const role = pick(around.ids, index)
  const numbers = seatsOf(drawn, around).map((_, at) => at + 1)
  const seats = {
    all: undefined,
    odd: numbers.filter((number) => number % 2 === 1),
    reversed: numbers.toReversed(),
    none: [],
    strange: [2, `${pick(around.ids, drawn.consensus)}/1`] as const,
  }
  return drawn.endpoints.map((endpoint, at): SketchEndpoint => {
    const given = seats[endpoint.at]
    return {
      id: `${pick(services, drawn.service)}/e${index + 1}${pick(['a', 'b'], at)}`,
      role,
      network: pick(around.networks, endpoint.network),
      ...(given === undefined ? {} : { at: given }),
      ...(endpoint.vip ? { vip: true } : {}),
    }
  })
}

/** Talk within a role, to another role, or both. */
function flowsOf(
  drawn: RoleDraw,
  role: RoleId,
  endpoints: readonly SketchEndpoint[],
  { networks }: Surroundings,
): readonly (readonly [RoleId, SketchEndpoint['id'], NetworkId])[] {
  const own = endpoints.find((endpoint) => endpoint.role === role)
  const other = endpoints.find((endpoint) => endpoint.role !== role)
  const ends = [(drawn.flows & 1) === 1 ? own : undefined, (drawn.flows & 2) === 2 ? other : undefined]
  return ends
    .filter((end) => end !== undefined)
    .map((end) => [role, end.id, pick(networks, drawn.consensus)] as const)
}

function balancerRoles(
  drawn: BalancerDraw,
  hosts: readonly string[],
  need: (one: NeedDraw) => SketchNeed,
): readonly SketchRole[] {
  if (!drawn.has) return []
  const edges = [...new Set(drawn.edges.map((edge) => pick(hosts, edge)))]
  const vip: SketchRole = {
    id: 'load-balancer/vip',
    rule: { kind: 'standby' },
    on: edges,
    ...(drawn.recovery === undefined ? {} : { recovery: drawn.recovery }),
  }
  const proxy: SketchRole = {
    id: 'load-balancer/proxy',
    rule: { kind: 'any' },
    on: drawn.proxy === 'shifted' ? [pick(hosts, 0), ...edges.slice(1), pick(hosts, 1)] : edges,
    ...(drawn.needs ? { needs: [need(drawn.need)] } : {}),
  }
  return drawn.proxy === 'none' ? [vip] : [vip, proxy]
}

function domainsOf(
  drawn: PlatformDraw,
  hosts: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const members = (key: 'racks' | 'zones' | 'switches', bit: number) =>
    hosts.filter((_, at) => {
      const host = drawn.hosts[drawn.alike && at !== drawn.odd ? at % 2 : at]
      return (((host?.[key] ?? 0) >> bit) & 1) === 1
    })
  const all = [
    ...[0, 1, 2].map((bit) => [`rack/r${bit + 1}`, members('racks', bit)] as const),
    ...[0, 1].map((bit) => [`zone/z${bit + 1}`, members('zones', bit)] as const),
    ...[0, 1, 2].map((bit) => [`switch/s${bit + 1}`, members('switches', bit)] as const),
  ]
  const filled = all.filter(([, hostsOfIt]) => hostsOfIt.length > 0)
  return Object.fromEntries(drawn.domainsReversed ? filled.toReversed() : filled)
}
