// Look-ups over a plan, made once so that a thousand hosts are rendered without searching lists.

import type { AnyRole, AnyService } from '../catalog/service.ts'
import type {
  EndpointId,
  HostId,
  InstanceId,
  NetworkId,
  Plan,
  PlanEndpoint,
  PlanHost,
  PlanInstance,
  PlanNetwork,
} from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import { renderErrors } from './errors.ts'

/** A plan with its parts by id. */
export interface PlanIndex {
  readonly plan: Plan
  readonly hosts: ReadonlyMap<HostId, PlanHost>
  readonly instances: ReadonlyMap<InstanceId, PlanInstance>
  readonly endpoints: ReadonlyMap<EndpointId, PlanEndpoint>
  readonly networks: ReadonlyMap<NetworkId, PlanNetwork>
  /** `service/role` → its instances, in order. */
  readonly instancesByRole: ReadonlyMap<string, readonly PlanInstance[]>
  readonly instancesByHost: ReadonlyMap<HostId, readonly PlanInstance[]>
  readonly services: ReadonlyMap<string, AnyService>
}

/** Indexes a plan. Throws when it holds a service that the catalog does not. */
export function indexPlan(plan: Plan, services: readonly AnyService[]): PlanIndex {
  const known = new Map(services.map((service) => [service.id, service]))
  for (const id of Object.keys(plan.services)) {
    if (!known.has(id)) {
      throw renderErrors.unknownService({ service: id, known: [...known.keys()].sort().join(', ') })
    }
  }
  return {
    plan,
    hosts: new Map(plan.hosts.map((host) => [host.id, host])),
    instances: new Map(plan.instances.map((instance) => [instance.id, instance])),
    endpoints: new Map(plan.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    networks: new Map(
      plan.networks.map((network) => [network.id.slice('network/'.length) as NetworkId, network]),
    ),
    instancesByRole: groupBy(plan.instances, (instance) => `${instance.service}/${instance.role}`),
    instancesByHost: groupBy(plan.instances, (instance) => instance.host),
    services: known,
  }
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>()
  for (const value of values) {
    const group = groups.get(keyOf(value))
    if (group === undefined) groups.set(keyOf(value), [value])
    else group.push(value)
  }
  return groups
}

/** The address of a host on a network; undefined when it has no leg there. */
export function addressOn(host: PlanHost | undefined, network: NetworkId): string | undefined {
  return host?.networks.find((leg) => leg.id === network)?.address
}

/** The service and role of an instance, out of the catalog. */
export function roleOf(index: PlanIndex, instance: PlanInstance): { service: AnyService; role: AnyRole } {
  const service = index.services.get(instance.service)
  const role = service?.roles.find((candidate) => candidate.id === instance.role)
  if (service === undefined || role === undefined) {
    throw renderErrors.unknownService({
      service: `${instance.service}/${instance.role}`,
      known: [...index.services.keys()].sort().join(', '),
    })
  }
  return { service, role }
}

/** The name by which an endpoint's service knows it: without the network that the plan adds to some ids. */
export function endpointName(index: PlanIndex, endpoint: PlanEndpoint): string {
  const planned = endpoint.id.slice(`endpoint/${endpoint.service}/`.length)
  const suffix = `-${endpoint.network}`
  if (endpoint.virtualIp !== undefined || !planned.endsWith(suffix)) return planned
  const [first] = endpoint.addresses
  const listens = first === undefined ? [] : (index.instances.get(first.instance)?.listens ?? [])
  const plain = planned.slice(0, -suffix.length)
  return listens.some((listen) => listen.name === plain) ? plain : planned
}

/** Name of a service for people; its id where the catalog does not know it. */
export function titleOf({ services }: PlanIndex, service: string): Text {
  return services.get(service)?.title ?? text(service, service)
}
