// Declaration and catalog → plan. Pure: the same declaration gives the same plan, byte for byte.

import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { ParsedDeclaration } from '../model/declaration.ts'
import {
  type Capability,
  type Duty,
  type EndpointId,
  type HostId,
  type JsonObject,
  type NetworkId,
  type Plan,
  type PlanHost,
  type PlanInstance,
  type PlanNetwork,
  type PlanRelax,
  type PlanRole,
  planSchemaVersion,
} from '../model/plan.ts'
import { addressAt, networkIds, planNetworks, subnetOf } from './addressing.ts'
import { chooseServices } from './choose-services.ts'
import { clusterOf, clustersOf } from './clusters.ts'
import { type CountedDeclaration, isCounted, planWithCounts } from './count-hosts.ts'
import { type EarlierPlan, earlierPlan, hostOffsets, noEarlierPlan } from './earlier-plan.ts'
import { listensOf, planEndpoints, type SeatedInstance } from './endpoints.ts'
import { planErrors } from './errors.ts'
import { endpointsNamed, planFlows } from './flows.ts'
import { failureDomains, type HostSeat, seatHosts } from './hosts.ts'
import { movesBetween } from './moves.ts'
import { conflictError } from './placement/conflict-error.ts'
import type { Solver } from './placement/solver.ts'
import { type Placement, place, roleIdOf } from './placement.ts'
import { movesOf, movesWithRoom, realisationOf } from './realised-on.ts'
import type { Shape } from './shapes/shape.ts'
import { shapes } from './shapes.ts'
import { type PlatformSizes, sizePlatform } from './sizing.ts'

/** Version of the built-in catalog, stepped when a default of a service changes. */
export const catalogVersion = '2'

/** What a plan may stand on beside the declaration. */
export interface PlanOptions {
  /**
   * Makes placement exact where the simple one is not proved to be the best (`placement.status`), or finds no room. Without
   * it the first stays `feasible`, and the second throws `plan.solverNeeded`.
   */
  readonly solver?: Solver | undefined
  /** The plan that this one follows: what is in both stays where it is, and `moves` says what does not. */
  readonly from?: Plan | undefined
}

/** Plans a platform. Throws `plan.*` errors for what cannot be planned, all but that one the user's to mend. */
export function planPlatform(
  input: ParsedDeclaration,
  catalog: readonly AnyService[],
  { solver, from }: PlanOptions = {},
): Plan {
  const earlier = from === undefined ? noEarlierPlan : earlierPlan(from)
  const plan = isCounted(input)
    ? planFrom(input, catalog, solver, earlier)
    : planWithCounts(input, {
        tier: shapes.get(input.shape)?.tier ?? 'ha',
        solver,
        dutiesOf: (role) => dutiesOf(role, catalog),
        plan: (counted) => planFrom(counted, catalog, solver, earlier),
      })
  return from === undefined ? plan : { ...plan, moves: movesBetween(from, plan) }
}

function dutiesOf(id: string, catalog: readonly AnyService[]): readonly Duty[] {
  const roles = catalog.flatMap((service) =>
    service.roles.map((role) => ({ id: roleIdOf(service, role), role })),
  )
  const duties = roles.find((role) => role.id === id)?.role.duties
  return duties === undefined || duties === 'every' ? [] : duties
}

function planFrom(
  input: CountedDeclaration,
  catalog: readonly AnyService[],
  solver: Solver | undefined,
  earlier: EarlierPlan,
): Plan {
  const shape = shapes.get(input.shape)
  if (shape === undefined) {
    throw planErrors.unknownShape({ shape: input.shape, known: [...shapes.keys()].join(', ') })
  }
  const seats = seatHosts(input, shape, earlier.racks)
  const clusters = clustersOf(input)
  const services = chooseServices(input, shape, clusters, seats, catalog)
  const outside = services.flatMap(({ service, shape: context }) => service.outside?.(context) ?? [])
  const relaxes = mergeRelaxes(shape, outside, input)
  const { placements, summary } = place(services, seats, {
    tier: shape.tier,
    relaxed: new Set(relaxes.map(({ rule }) => rule)),
    numbers: earlier.numbers,
    solver,
    conflict: (problem, conflict) => conflictError(problem, conflict, input),
  })
  const networks = planNetworks(input.networks, seats.length, earlier.subnets)
  const sizes = sizePlatform(placements, seats, networks)
  const hosts = addressHosts(seats, placements, networks, clusterOf(clusters, seats), earlier)
  const seated = seatInstances(placements, hosts)
  const endpoints = planEndpoints(placements, seated, networks, declaredVirtualIps(input))
  const flows = planFlows(placements, endpoints)
  const instances = seated.map((instance) => planInstance(instance, endpoints, sizes))
  const placed = placements.filter(({ hosts: chosen }) => chosen.length > 0)
  const roles = placed.map(({ service, role, shape: context, hosts: chosen }) => ({
    service: service.id,
    role: role.id,
    rule: role.rule(context),
    ...recoveryOf(role, context),
    ...movesOf(role, context, chosen, seats),
  }))
  return {
    schemaVersion: planSchemaVersion,
    declarationFile: input.file,
    declarationSha256: input.sha256,
    catalogVersion,
    name: input.name,
    shape: input.shape,
    profile: input.profile,
    load: input.load,
    services: Object.fromEntries(
      services.map(({ service, shape: context }) => [service.id, context.options]),
    ),
    capabilities: capabilitiesOf(
      services.map(({ service }) => service),
      endpoints,
    ),
    roles: movesWithRoom(roles, hosts, instances),
    clusters: clusters.map(({ id, target }) => ({ id, target })),
    failureDomains: failureDomains(seats),
    hosts,
    networks,
    instances,
    endpoints,
    datasets: services.flatMap(({ service, shape: context }) =>
      service.datasets(context).map(({ name, ...dataset }) => ({
        id: `dataset/${name}` as const,
        service: service.id,
        ...dataset,
      })),
    ),
    flows,
    placement: summary,
    relaxes,
    decisions: [
      ...placed.map(({ service, role, why }) => ({ about: roleIdOf(service, role), why, source: 'R-7' })),
      // A choice between roles of which the plan has one is told for that one alone.
      ...services.flatMap(({ service }) =>
        service.decisions.filter(({ about }) => !isOfAbsentRole(service, about, roles)),
      ),
      ...outside.map(({ decision }) => decision),
    ],
    sizing: sizes.sizing,
    source: input.source,
  }
}

/** Whether it is about a role of that service which this plan has none of. */
function isOfAbsentRole(
  { id, roles }: AnyService,
  about: string,
  planned: readonly { readonly service: string; readonly role: string }[],
): boolean {
  return (
    roles.some((role) => `${id}/${role.id}` === about) &&
    !planned.some(({ service, role }) => `${service}/${role}` === about)
  )
}

function recoveryOf(role: AnyRole, shape: ShapeContext<JsonObject>): Pick<PlanRole, 'recovery'> {
  const recovery = role.recovery?.(shape)
  return recovery === undefined ? {} : { recovery }
}

function addressHosts(
  seats: readonly HostSeat[],
  placements: readonly Placement[],
  networks: readonly PlanNetwork[],
  clusterFor: (seat: HostSeat) => string,
  earlier: EarlierPlan,
): readonly PlanHost[] {
  const offsets = hostOffsets(
    seats.map(({ name }) => name),
    earlier.offsets,
    (offset) => networks.every(({ subnet }) => addressAt(subnet, offset) !== undefined),
  )
  const wanted = new Map(seats.map((seat) => [seat, new Set<NetworkId>(['management'])]))
  for (const { role, hosts } of placements) {
    for (const seat of hosts) for (const network of role.networks) wanted.get(seat)?.add(network)
  }
  return seats.map((seat, index): PlanHost => {
    return {
      id: seat.id,
      group: seat.group,
      cluster: clusterFor(seat),
      hardware: seat.hardware,
      networks: networkIds
        .filter((network) => wanted.get(seat)?.has(network))
        .map((network) => ({
          id: network,
          address: hostAddress(networks, network, offsets[index] ?? 0, seats.length),
        })),
    }
  })
}

function hostAddress(
  networks: readonly PlanNetwork[],
  network: NetworkId,
  offset: number,
  hosts: number,
): string {
  const subnet = subnetOf(networks, network)
  const address = addressAt(subnet, offset)
  if (address === undefined) throw planErrors.subnetTooSmall({ network, subnet, hosts })
  return address
}

function seatInstances(
  placements: readonly Placement[],
  hosts: readonly PlanHost[],
): readonly SeatedInstance[] {
  const byId = new Map<HostId, PlanHost>(hosts.map((host) => [host.id, host]))
  return placements.flatMap((placement) =>
    placement.hosts.flatMap((seat, index) => {
      const host = byId.get(seat.id)
      if (host === undefined) return []
      const number = placement.numbers[index] ?? index + 1
      const id = `${placement.service.id}/${placement.role.id}/${number}` as const
      return [{ id, placement, host }]
    }),
  )
}

function planInstance(
  seated: SeatedInstance,
  endpoints: Plan['endpoints'],
  sizes: PlatformSizes,
): PlanInstance {
  const { service, role, shape } = seated.placement
  return {
    id: seated.id,
    service: service.id,
    role: role.id,
    host: seated.host.id,
    cluster: seated.host.cluster,
    realisation: realisationOf(service, shape),
    version: service.version,
    size: sizes.of(seated.placement),
    listens: listensOf(seated),
    needs: role.needs(shape).flatMap((need) =>
      endpointsNamed(endpoints, need.service, need.endpoint).map((endpoint) => ({
        endpoint: endpoint.id,
        strength: need.strength,
        via: need.via,
      })),
    ),
  }
}

/** What each service gives, and in front of what is given, the endpoints through which people reach it. */
function capabilitiesOf(services: readonly AnyService[], endpoints: Plan['endpoints']): Plan['capabilities'] {
  const served = new Set(endpoints.filter(({ addresses }) => addresses.length > 0).map(({ id }) => id))
  const capabilities: Partial<Record<Capability, EndpointId[]>> = {}
  const add = (service: AnyService, capability: string, names: readonly string[]) => {
    const list = capabilities[capability as Capability] ?? []
    // Of a role without instances nobody gets anything: on YARN Spark has neither masters nor workers.
    const given = names.map((name): EndpointId => `endpoint/${service.id}/${name}`)
    list.push(...given.filter((id) => served.has(id)))
    if (list.length === 0) return
    capabilities[capability as Capability] = list
  }
  for (const service of services) {
    for (const [capability, names] of Object.entries(service.capabilities)) add(service, capability, names)
  }
  for (const service of services) {
    for (const [capability, names] of Object.entries(service.fronts ?? {})) {
      if (capabilities[capability as Capability] !== undefined) add(service, capability, names)
    }
  }
  return capabilities
}

function declaredVirtualIps(input: ParsedDeclaration): ReadonlyMap<NetworkId, string> {
  return new Map(
    networkIds.flatMap((network): [NetworkId, string][] => {
      const address = input.networks[network]?.virtualIp
      return address === undefined ? [] : [[network, address]]
    }),
  )
}

/**
 * What the shape and its services give up, and what the declaration says of it in its own words. Whoever declares hosts
 * of their own has left the shape's groups, and with them what those gave up.
 */
function mergeRelaxes(
  shape: Shape,
  outside: readonly { readonly relaxes: Plan['relaxes'][number] }[],
  input: ParsedDeclaration,
): Plan['relaxes'] {
  const ofShape = input.hosts === undefined && input.hostGroups === undefined ? shape.relaxes : []
  const own = [...ofShape, ...outside.map(({ relaxes }) => relaxes)]
  const declared = new Set(input.relaxes.map((relax) => relax.rule))
  return [...own.filter((relax) => !declared.has(relax.rule)), ...input.relaxes.map(inBothLanguages(shape))]
}

/** `hanok init` writes the shape's own reasons into declarations: those are known in both languages. */
function inBothLanguages(shape: Shape): (declared: PlanRelax) => PlanRelax {
  return ({ rule, why }) => {
    const known = shape.relaxes.find((relax) => relax.rule === rule && relax.why === why)
    return known ?? { rule, why }
  }
}
