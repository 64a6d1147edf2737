// A platform after a failure, acted out: processes live on hosts, connections go over cables to addresses, voters are
// counted, copies are laid in every way there is.

import type {
  AvailabilityRule,
  Capability,
  EndpointId,
  NetworkId,
  Plan,
  PlanDataset,
  PlanEndpoint,
  PlanInstance,
  PlanNeed,
} from '../../src/model/plan.ts'
import { type Placements, placementsOf } from './placements.ts'
import { type Wiring, wiringAfter } from './wiring.ts'

/** What a plan is, apart from any failure. */
export interface Platform {
  readonly plan: Plan
  readonly endpoints: ReadonlyMap<string, PlanEndpoint>
  readonly instances: ReadonlyMap<string, PlanInstance>
  readonly members: ReadonlyMap<string, readonly PlanInstance[]>
  readonly rules: ReadonlyMap<string, AvailabilityRule>
  /** All roles that have an instance or a rule. */
  readonly roles: ReadonlySet<string>
  readonly placements: ReadonlyMap<string, Placements>
  readonly behind: ReadonlyMap<Capability, ReadonlySet<string>>
}

/** A platform after a failure. */
export interface World extends Platform {
  readonly wiring: Wiring
  readonly failed: ReadonlySet<string>
  /** Instances that work, as far as is known yet. */
  readonly up: Set<string>
  /** Roles that work, as far as is known yet. */
  readonly serving: Set<string>
}

/** `service/role`, whatever it is said of. */
export const roleOf = (one: { readonly service: string; readonly role: string }): string =>
  `${one.service}/${one.role}`

/** Looks a plan up once for all its failures. */
export function platformOf(plan: Plan): Platform {
  const roles = new Set([...plan.roles.map(roleOf), ...plan.instances.map(roleOf)])
  const platform = {
    plan,
    roles,
    endpoints: new Map(plan.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    instances: new Map(plan.instances.map((instance) => [instance.id, instance])),
    members: new Map(
      [...roles].map((role) => [role, plan.instances.filter((one) => roleOf(one) === role)] as const),
    ),
    rules: new Map(plan.roles.map((role) => [roleOf(role), role.rule])),
    placements: new Map(plan.datasets.map((dataset) => [dataset.id, placementsOf(plan, dataset)])),
    behind: new Map<Capability, ReadonlySet<string>>(),
  }
  for (const [capability, endpoints] of capabilitiesOf(plan)) {
    platform.behind.set(capability, rolesBehind(platform, endpoints))
  }
  return platform
}

/** The capabilities of a plan with their endpoints. */
export function capabilitiesOf(plan: Plan): readonly (readonly [Capability, readonly EndpointId[]])[] {
  return Object.entries(plan.capabilities) as [Capability, readonly EndpointId[]][]
}

/** All roles that have to work for the endpoints to work: each tells what it cannot do without, until no new one is named. */
function rolesBehind(platform: Platform, endpoints: readonly EndpointId[]): ReadonlySet<string> {
  const asked = endpoints.map((endpoint) => ({ endpoint, throughVip: true }))
  const named = new Set(asked.flatMap((one) => rolesAt(platform, one.endpoint, one.throughVip)))
  for (const role of named) {
    const needs = (platform.members.get(role) ?? []).flatMap((member) => member.needs)
    for (const need of needs.filter((one) => one.strength === 'hard')) {
      for (const other of rolesAt(platform, need.endpoint, need.via === 'vip')) named.add(other)
    }
    const rule = platform.rules.get(role)
    if (rule !== undefined && 'consensus' in rule) named.add(rule.consensus)
  }
  return named
}

function rolesAt(platform: Platform, id: EndpointId, throughVip: boolean): readonly string[] {
  const endpoint = platform.endpoints.get(id)
  if (endpoint === undefined) return []
  const balancers = throughVip && endpoint.virtualIp !== undefined ? balancerRoles(platform) : []
  return [roleOf(endpoint), ...balancers]
}

const balancerRoles = ({ roles }: Platform): readonly string[] =>
  [...roles].filter((role) => role.startsWith('load-balancer/'))

/** What is left of a platform when the failed elements are gone and everyone has noticed. */
export function worldAfter(platform: Platform, failed: ReadonlySet<string>): World {
  const wiring = wiringAfter(platform.plan, failed)
  const live = platform.plan.instances.filter((one) => !failed.has(one.id) && wiring.plugged(one.host))
  return settle({
    ...platform,
    wiring,
    failed,
    up: new Set(live.map((one) => one.id)),
    serving: new Set(platform.roles),
  })
}

/** Everyone looks around again and again, and whoever misses something gives up, until a whole round is calm. */
function settle(world: World): World {
  for (let calm = false; !calm; ) {
    const roles = [...world.serving].filter((role) => !serves(world, role))
    const instances = world.plan.instances.filter((one) => world.up.has(one.id) && lacksSomething(world, one))
    for (const role of roles) world.serving.delete(role)
    for (const instance of instances) world.up.delete(instance.id)
    calm = roles.length + instances.length === 0
  }
  return world
}

const lacksSomething = (world: World, instance: PlanInstance): boolean =>
  instance.needs.some((need) => need.strength === 'hard' && !met(world, need))

/** The instance works. */
export const isUp = (world: World, instance: PlanInstance): boolean => world.up.has(instance.id)

/** A role serves by its rule, counted over those of its instances that work. */
function serves(world: World, role: string): boolean {
  const members = world.members.get(role) ?? []
  const rule = world.rules.get(role) ?? { kind: 'any' }
  const voters = members.filter((member) => isUp(world, member)).length
  if (isGroup(world, rule) && members.length > 1 && !membersTalk(world, role)) return false
  switch (rule.kind) {
    case 'per-host':
      return true
    case 'majority':
      return voters > members.length - voters
    case 'elected-primary': {
      const dataset = world.plan.datasets.find((one) => role.startsWith(`${one.service}/`))
      const inSync = rule.synchrony === 'strict' ? (dataset?.minInSync ?? 1) : 1
      return world.serving.has(rule.consensus) && voters >= 1 && voters >= inSync
    }
    case 'asynchronous-primary':
      return world.serving.has(rule.consensus) && voters >= 1
    case 'dataset': {
      const dataset = world.plan.datasets.find((one) => one.id === rule.dataset)
      return dataset !== undefined && itemsReadAndWritten(world, dataset)
    }
    case 'any':
    case 'standby':
    case 'capacity':
    case 'single':
      return voters >= 1
  }
}

/** Rules whose instances have to agree with one another. */
function isGroup(world: World, rule: AvailabilityRule): boolean {
  if (rule.kind !== 'dataset') {
    return ['majority', 'elected-primary', 'asynchronous-primary'].includes(rule.kind)
  }
  return world.plan.datasets.some((dataset) => dataset.id === rule.dataset && dataset.copies > 1)
}

/** Every network that carries talk within the role still stands. */
function membersTalk(world: World, role: string): boolean {
  const within = world.plan.flows.filter((flow) => {
    const target = world.endpoints.get(flow.to)
    return flow.from === role && target !== undefined && roleOf(target) === role
  })
  return within.every((flow) => world.wiring.networkStands(flow.network))
}

/** Any item, wherever its copies lie, can be read and written. */
function itemsReadAndWritten(world: World, dataset: PlanDataset): boolean {
  const { whole, holders, domainOf } = placementOf(world, dataset)
  const left = whole.map((item) => item.filter((copy) => isUp(world, copy)).length)
  const elsewhere = new Set(holders.filter((holder) => isUp(world, holder)).map(domainOf)).size
  const writable =
    dataset.writesMove === true
      ? elsewhere >= dataset.minInSync
      : left.every((copies) => copies >= dataset.minInSync)
  return left.every((copies) => copies >= 1) && writable
}

/** Where the copies of a dataset of the plan may lie. */
export function placementOf(world: World, dataset: PlanDataset): Placements {
  const placements = world.placements.get(dataset.id)
  if (placements === undefined) throw new Error(`no placements of ${dataset.id}`)
  return placements
}

/** A connection for the need comes about and reaches a role that serves. */
export function met(world: World, need: PlanNeed): boolean {
  const endpoint = world.endpoints.get(need.endpoint)
  if (endpoint === undefined || !world.serving.has(roleOf(endpoint))) return false
  const answers = endpoint.addresses.map((address) => connects(world, endpoint.network, address.instance))
  if (need.via === 'first') return answers[0] === true
  const balanced = need.via === 'vip' && endpoint.virtualIp !== undefined
  return answers.includes(true) && (!balanced || vipAnswers(world, endpoint.network))
}

/** A process that works answers at the address of an instance. */
export function connects(world: World, network: NetworkId, id: string): boolean {
  const instance = world.instances.get(id)
  return instance !== undefined && isUp(world, instance) && world.wiring.reaches(network, instance.host)
}

/** Some host that the network reaches runs the whole balancer. */
export function vipAnswers(world: World, network: NetworkId): boolean {
  const parts = balancerRoles(world).map((role) =>
    (world.members.get(role) ?? []).filter((one) => isUp(world, one)).map((one) => one.host),
  )
  const edges = world.plan.hosts.map((host) => host.id).filter((id) => world.wiring.reaches(network, id))
  return parts.length > 0 && edges.some((edge) => parts.every((hosts) => hosts.includes(edge)))
}
