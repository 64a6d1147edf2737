// The plan with a host for every container: what is on one host of the plan stands side by side on one machine here, each with an
// address of its own, so that the very configuration of hosts fits.

import type { AnyService } from '../../catalog/service.ts'
import type { HostId, InstanceId, NetworkId, Plan, PlanHost, PlanInstance } from '../../model/plan.ts'
import { addressAt, addressOffsets } from '../../planner/addressing.ts'
import { partOfPlan } from '../../planner/part-of-plan.ts'
import { runnablePart } from '../../planner/runnable-part.ts'
import { renderErrors } from '../errors.ts'

/** What runs in containers of a plan, and what of it does not. */
export interface ContainerPlan {
  /** `host/trino-coordinator` has the instance `trino/coordinator/1` and nothing else. */
  readonly plan: Plan
  /** Services that have no native realisation yet. */
  readonly plannedOnly: readonly string[]
  /** Networks on which a container that is none of the plan's can have an address, with the first that is free. */
  readonly firstFree: ReadonlyMap<NetworkId, number>
}

/** Watching other hosts and moving addresses between them has no meaning on one machine. */
const hostsOnly = { services: ['peer-watch'], roles: ['load-balancer/keepalived'] } as const

/**
 * One container for each instance. The balancer has the virtual IPs as its own addresses. Throws `render.composeIsSingle` for a plan
 * with two of anything, and `render.subnetTooSmall`.
 */
export function containerPlan(plan: Plan, services: readonly AnyService[]): ContainerPlan {
  const { plan: runnable, plannedOnly } = runnablePart(plan, services)
  const part = partOfPlan(runnable, {
    services: new Set(Object.keys(runnable.services).filter((id) => !isIn(hostsOnly.services, id))),
    hosts: new Map(runnable.hosts.map(({ id, networks }) => [id, networks])),
  })
  const instances = part.instances.filter(({ service, role }) => !isIn(hostsOnly.roles, `${service}/${role}`))
  const seats = new Map(instances.map((instance, number) => [instance.id, { instance, number }]))
  for (const { service, role } of instances) {
    const count = instances.filter((other) => other.service === service && other.role === role).length
    if (count > 1) throw renderErrors.composeIsSingle({ role: `${service}/${role}`, count })
  }
  const legs = legsOf(part, services)
  const addressOf = (instance: PlanInstance, network: NetworkId): string => {
    const virtual = part.endpoints.find((one) => one.network === network && one.virtualIp !== undefined)
    if (instance.service === 'load-balancer' && virtual?.virtualIp !== undefined) return virtual.virtualIp
    return addressOn(part, network, addressOffsets.firstHost + (seats.get(instance.id)?.number ?? 0))
  }
  const hosts = instances.map((instance): PlanHost => {
    const host = part.hosts.find(({ id }) => id === instance.host)
    if (host === undefined) throw renderErrors.noSuchAddress({ instance: instance.id, what: instance.host })
    const networks = legs(instance).map((id) => ({ id, address: addressOf(instance, id) }))
    return { ...host, id: containerHost(instance), networks }
  })
  const moved = (id: InstanceId, address: string): string => {
    const instance = seats.get(id)?.instance
    const old = part.hosts.find((host) => host.id === instance?.host)
    const network = old?.networks.find((leg) => leg.address === address)?.id
    return instance === undefined || network === undefined ? address : addressOf(instance, network)
  }
  return {
    plan: {
      ...part,
      hosts,
      failureDomains: [],
      instances: instances.map((instance) => ({ ...instance, host: containerHost(instance) })),
      endpoints: part.endpoints.map((endpoint) => ({
        ...endpoint,
        addresses: endpoint.addresses.map(({ instance, address }) => ({
          instance,
          address: moved(instance, address),
        })),
      })),
    },
    plannedOnly,
    firstFree: new Map(
      part.networks.map(({ id }) => [
        id.slice('network/'.length) as NetworkId,
        addressOffsets.firstHost + instances.length,
      ]),
    ),
  }
}

/** Name of an instance's container. */
export function containerName({ service, role }: Pick<PlanInstance, 'service' | 'role'>): string {
  return `${service}-${role}`
}

function containerHost(instance: PlanInstance): HostId {
  return `host/${containerName(instance)}`
}

/** An address of a network by its number in it. Throws where it has no such number. */
export function addressOn(plan: Plan, network: NetworkId, offset: number): string {
  const subnet = plan.networks.find(({ id }) => id === `network/${network}`)?.subnet ?? ''
  const address = addressAt(subnet, offset)
  if (address === undefined) throw renderErrors.subnetTooSmall({ subnet, containers: offset })
  return address
}

/** The legs that the role itself needs, of those that its host has. */
function legsOf(
  plan: Plan,
  services: readonly AnyService[],
): (instance: PlanInstance) => readonly NetworkId[] {
  const wanted = new Map(
    services.flatMap(({ id, roles }) =>
      roles.map(
        (role) => [`${id}/${role.id}`, new Set<NetworkId>(['management', ...role.networks])] as const,
      ),
    ),
  )
  return ({ service, role, host }) => {
    const legs = plan.hosts.find(({ id }) => id === host)?.networks ?? []
    return legs.map(({ id }) => id).filter((id) => wanted.get(`${service}/${role}`)?.has(id) === true)
  }
}

function isIn(list: readonly string[], value: string): boolean {
  return list.includes(value)
}
