// Declaration and catalog → plan. Pure: the same declaration gives the same plan, byte for byte.

import type { AnyService, ShapeContext } from '../catalog/service.ts'
import type { ParsedDeclaration } from '../model/declaration.ts'
import {
  type Capability,
  type EndpointId,
  type HostId,
  type JsonObject,
  type NetworkId,
  type Plan,
  type PlanHost,
  type PlanInstance,
  type PlanNetwork,
  planSchemaVersion,
} from '../model/plan.ts'
import { addressAt, addressOffsets, networkIds, planNetworks, subnetOf } from './addressing.ts'
import { listensOf, planEndpoints, type SeatedInstance } from './endpoints.ts'
import { planErrors } from './errors.ts'
import { endpointsNamed, planFlows } from './flows.ts'
import { failureDomains, type HostSeat, seatGroups } from './hosts.ts'
import { dutyFor, type Placement, place, roleIdOf } from './placement.ts'
import { type Shape, shapes, standardHardware } from './shapes.ts'

/** Version of the built-in catalog, stepped when a default of a service changes. */
export const catalogVersion = '1'

/** Plans a platform. Throws `plan.*` errors for what cannot be planned, all of them the user's to mend. */
export function planPlatform(input: ParsedDeclaration, catalog: readonly AnyService[]): Plan {
  const shape = shapes.get(input.shape)
  if (shape === undefined) {
    throw planErrors.unknownShape({ shape: input.shape, known: [...shapes.keys()].join(', ') })
  }
  const seats = seatHosts(input, shape)
  const clusters = input.clusters ?? [{ id: 'main', target: input.target ?? 'hosts' }]
  const cluster = clusters[0]?.id ?? 'main'
  const services = chooseServices(input, shape, seats, catalog)
  const placements = place(services, seats)
  const networks = planNetworks(input.networks, seats.length)
  const hosts = addressHosts(seats, placements, networks, cluster)
  const seated = seatInstances(placements, hosts)
  const endpoints = planEndpoints(placements, seated, networks, declaredVirtualIps(input))
  const flows = planFlows(placements, endpoints)
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
    capabilities: capabilitiesOf(services.map(({ service }) => service)),
    roles: placements
      .filter(({ hosts: chosen }) => chosen.length > 0)
      .map(({ service, role, shape: context }) => ({
        service: service.id,
        role: role.id,
        rule: role.rule(context),
        ...(role.recovery === undefined ? {} : { recovery: role.recovery(context) }),
      })),
    clusters,
    failureDomains: failureDomains(seats),
    hosts,
    networks,
    instances: seated.map((instance) => planInstance(instance, cluster, endpoints)),
    endpoints,
    datasets: services.flatMap(({ service, shape: context }) =>
      service.datasets(context).map(({ name, ...dataset }) => ({
        id: `dataset/${name}` as const,
        service: service.id,
        ...dataset,
      })),
    ),
    flows,
    relaxes: mergeRelaxes(shape, input),
    decisions: [
      ...placements.map(({ service, role, why }) => ({ about: roleIdOf(service, role), why, source: 'R-7' })),
      ...services.flatMap(({ service }) => service.decisions),
    ],
    source: input.source,
  }
}

function seatHosts(input: ParsedDeclaration, shape: Shape): readonly HostSeat[] {
  if (input.hosts !== undefined) {
    return input.hosts.map((host, index): HostSeat => {
      const rack = host.rack ?? `r${(index % shape.racks) + 1}`
      return {
        id: `host/${host.name}`,
        name: host.name,
        group: host.group ?? host.duties[0] ?? 'host',
        duties: host.duties,
        hardware: host.hardware ?? standardHardware.compute,
        rack,
        zone: host.zone,
        switches: host.switches ?? [`s-${rack}`],
      }
    })
  }
  return seatGroups(input.hostGroups ?? shape.groups, shape.racks)
}

interface ChosenService {
  readonly service: AnyService
  readonly shape: ShapeContext<JsonObject>
}

function chooseServices(
  input: ParsedDeclaration,
  shape: Shape,
  seats: readonly HostSeat[],
  catalog: readonly AnyService[],
): readonly ChosenService[] {
  const possible = catalog.filter(
    (service) =>
      input.services[service.id] !== false &&
      service.roles.every((role) => role.duties === 'every' || dutyFor(role, seats) !== undefined),
  )
  const contextOf = (service: AnyService): ShapeContext<JsonObject> => {
    const declared = input.services[service.id]
    return {
      options: service.options.parse(declared === undefined || declared === false ? {} : declared),
      tier: shape.tier,
      profile: input.profile,
      load: input.load,
      hostsOf: (duty) => seats.filter((seat) => seat.duties.includes(duty)).length,
      has: (id) => possible.some((candidate) => candidate.id === id),
      optionsOf: (id) => input.services[id] || {},
    }
  }
  return possible
    .map((service) => ({ service, shape: contextOf(service) }))
    .filter(({ service, shape: context }) =>
      service.roles.some((role) => role.duties === 'every' || role.count(context) > 0),
    )
}

function addressHosts(
  seats: readonly HostSeat[],
  placements: readonly Placement[],
  networks: readonly PlanNetwork[],
  cluster: string,
): readonly PlanHost[] {
  return seats.map((seat, index): PlanHost => {
    const wanted = new Set<NetworkId>(['management'])
    for (const { role, hosts } of placements) {
      if (hosts.includes(seat)) for (const network of role.networks) wanted.add(network)
    }
    return {
      id: seat.id,
      group: seat.group,
      cluster,
      hardware: seat.hardware,
      networks: networkIds
        .filter((network) => wanted.has(network))
        .map((network) => ({ id: network, address: hostAddress(networks, network, index, seats.length) })),
    }
  })
}

function hostAddress(
  networks: readonly PlanNetwork[],
  network: NetworkId,
  index: number,
  hosts: number,
): string {
  const subnet = subnetOf(networks, network)
  const address = addressAt(subnet, addressOffsets.firstHost + index)
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
      const id = `${placement.service.id}/${placement.role.id}/${index + 1}` as const
      return [{ id, placement, host }]
    }),
  )
}

function planInstance(seated: SeatedInstance, cluster: string, endpoints: Plan['endpoints']): PlanInstance {
  const { service, role, shape } = seated.placement
  return {
    id: seated.id,
    service: service.id,
    role: role.id,
    host: seated.host.id,
    cluster,
    realisation: 'native',
    version: service.version,
    size: role.size(shape),
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

function capabilitiesOf(services: readonly AnyService[]): Plan['capabilities'] {
  const capabilities: Partial<Record<Capability, EndpointId[]>> = {}
  for (const service of services) {
    for (const [capability, names] of Object.entries(service.capabilities)) {
      const list = capabilities[capability as Capability] ?? []
      list.push(...names.map((name): EndpointId => `endpoint/${service.id}/${name}`))
      capabilities[capability as Capability] = list
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

function mergeRelaxes(shape: Shape, input: ParsedDeclaration): Plan['relaxes'] {
  const declared = new Set(input.relaxes.map((relax) => relax.rule))
  return [...shape.relaxes.filter((relax) => !declared.has(relax.rule)), ...input.relaxes]
}
