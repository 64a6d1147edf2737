// Endpoints, what every instance listens on, and the virtual IPs in front of them.

import type { BalancedEndpoint, DirectEndpoint } from '../catalog/service.ts'
import type {
  EndpointId,
  InstanceId,
  NetworkId,
  PlanEndpoint,
  PlanHost,
  PlanListen,
  PlanNetwork,
} from '../model/plan.ts'
import { addressAt, addressOffsets, subnetOf } from './addressing.ts'
import { planErrors } from './errors.ts'
import type { Placement } from './placement.ts'

/** One instance with the host it runs on, before its endpoints are known. */
export interface SeatedInstance {
  readonly id: InstanceId
  readonly placement: Placement
  readonly host: PlanHost
}

/** The address of a host on a network; undefined when it has no leg there. */
export function addressOn(host: PlanHost, network: NetworkId): string | undefined {
  return host.networks.find((leg) => leg.id === network)?.address
}

/** Id of a direct endpoint: one on several networks has one id for each, with the network as suffix. */
export function directEndpointId(service: string, endpoint: DirectEndpoint, network: NetworkId): EndpointId {
  const suffix = endpoint.networks.length > 1 ? `-${network}` : ''
  return `endpoint/${service}/${endpoint.name}${suffix}`
}

/** The ports that an instance opens, from the direct endpoints of its role. */
export function listensOf(instance: SeatedInstance): readonly PlanListen[] {
  const { service, role, shape } = instance.placement
  return service.endpoints(shape).flatMap((endpoint) => {
    if (endpoint.kind !== 'direct' || endpoint.role !== role.id) return []
    return endpoint.networks.flatMap((network): PlanListen[] => {
      const address = addressOn(instance.host, network)
      if (address === undefined) return []
      return [
        {
          name: endpoint.name,
          network,
          address,
          port: endpoint.port,
          ...(endpoint.portEnd === undefined ? {} : { portEnd: endpoint.portEnd }),
          protocol: endpoint.transport ?? 'tcp',
        },
      ]
    })
  })
}

/** All endpoints of the plan: the direct ones of each service, then its balanced ones. */
export function planEndpoints(
  placements: readonly Placement[],
  instances: readonly SeatedInstance[],
  networks: readonly PlanNetwork[],
  virtualIps: ReadonlyMap<NetworkId, string>,
): readonly PlanEndpoint[] {
  const services = new Map(placements.map((placement) => [placement.service.id, placement]))
  return [...services.values()].flatMap(({ service, shape }) => {
    const definitions = service.endpoints(shape)
    const direct = definitions
      .filter((endpoint) => endpoint.kind === 'direct')
      .flatMap((endpoint) => directEndpoints(service.id, endpoint, instances))
    const balanced = definitions
      .filter((endpoint) => endpoint.kind === 'balanced')
      .map((endpoint) => {
        const balanced = balancedEndpoint(service.id, endpoint, direct, networks, virtualIps)
        return hasVirtualIp(endpoint, shape.onKubernetes) ? balanced : behindService(balanced)
      })
    return [...direct, ...balanced]
  })
}

/**
 * Whether the platform's own balancer stands in front: always, except on Kubernetes, where a Service leads to what only the
 * platform itself uses.
 */
export function hasVirtualIp(endpoint: BalancedEndpoint, onKubernetes: boolean): boolean {
  return !onKubernetes || endpoint.offeredToUsers === true || endpoint.onBalancer === true
}

function behindService({
  virtualIp: _virtualIp,
  balancing: _balancing,
  ...endpoint
}: PlanEndpoint): PlanEndpoint {
  return endpoint
}

function directEndpoints(
  service: string,
  endpoint: DirectEndpoint,
  instances: readonly SeatedInstance[],
): readonly PlanEndpoint[] {
  const own = instances.filter(
    ({ placement }) => placement.service.id === service && placement.role.id === endpoint.role,
  )
  return endpoint.networks.flatMap((network): PlanEndpoint[] => {
    const addresses = own.flatMap((instance) => {
      const address = addressOn(instance.host, network)
      return address === undefined ? [] : [{ instance: instance.id, address }]
    })
    if (addresses.length === 0) return []
    return [
      {
        id: directEndpointId(service, endpoint, network),
        service,
        role: endpoint.role,
        network,
        addresses,
        port: endpoint.port,
        ...(endpoint.portEnd === undefined ? {} : { portEnd: endpoint.portEnd }),
        protocol: endpoint.protocol,
        transport: endpoint.transport ?? 'tcp',
        tls: endpoint.tls ?? false,
        auth: endpoint.auth,
        ...(endpoint.metrics === undefined ? {} : { metrics: endpoint.metrics }),
      },
    ]
  })
}

function balancedEndpoint(
  service: string,
  endpoint: BalancedEndpoint,
  direct: readonly PlanEndpoint[],
  networks: readonly PlanNetwork[],
  virtualIps: ReadonlyMap<NetworkId, string>,
): PlanEndpoint {
  const id: EndpointId = `endpoint/${service}/${endpoint.name}`
  const backend = direct.find((candidate) => candidate.id === `endpoint/${service}/${endpoint.backend}`)
  if (backend === undefined) throw planErrors.missingEndpoint({ role: id, endpoint: endpoint.backend })
  const virtualIp =
    virtualIps.get(endpoint.network) ??
    addressAt(subnetOf(networks, endpoint.network), addressOffsets.virtualIp)
  if (virtualIp === undefined) throw planErrors.missingEndpoint({ role: id, endpoint: 'a virtual IP' })
  return {
    id,
    service,
    role: backend.role,
    network: endpoint.network,
    addresses: backend.addresses,
    port: endpoint.port,
    protocol: endpoint.protocol,
    transport: 'tcp',
    tls: endpoint.tls ?? false,
    auth: endpoint.auth,
    virtualIp,
    backend: backend.id,
    balancing: endpoint.balancing,
    ...(endpoint.leadsTo === undefined
      ? {}
      : { leadsTo: `endpoint/${service}/${endpoint.leadsTo}` as EndpointId }),
  }
}
