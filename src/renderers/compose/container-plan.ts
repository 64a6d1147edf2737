// The plan with a host for every container: what is on one host of the plan stands side by side on one machine here, each with an
// address of its own, so that the very configuration of hosts fits.

import type { AnyService } from '../../catalog/service.ts'
import type { HostId, InstanceId, NetworkId, Plan, PlanHost, PlanInstance, RoleId } from '../../model/plan.ts'
import { addressAt, addressOffsets } from '../../planner/addressing.ts'
import { partOfPlan } from '../../planner/part-of-plan.ts'
import { runnablePart } from '../../planner/runnable-part.ts'
import { renderErrors } from '../errors.ts'

/** What runs in containers of a plan, and what of it does not. */
export interface ContainerPlan {
  /** `host/trino-coordinator` has the instance `trino/coordinator/1` and nothing else. */
  readonly plan: Plan
  /** Services that have no native realisation yet, or whose software no registry has. */
  readonly plannedOnly: readonly string[]
  /** Networks on which a container that is none of the plan's can have an address, with the first that is free. */
  readonly firstFree: ReadonlyMap<NetworkId, number>
}

/**
 * Moving addresses between hosts has no meaning on one machine, and ingress and OpenSearch want certificates: the script that makes secrets
 * there knows passwords only. Prometheus' image builds; its containers were not tried yet.
 */
const hostsOnly: readonly RoleId[] = [
  'load-balancer/keepalived',
  'ingress/nginx',
  'ingress/exporter',
  'ingress/envoy',
  'ingress/traefik',
  'opensearch/manager',
  'opensearch/data',
  'opensearch/exporter',
  'prometheus/server',
  'prometheus/alertmanager',
]

/** Neither has watching other hosts, nor measuring each of them: what is on every host is on none here. */
function rolesOfHosts({ roles }: Plan): ReadonlySet<string> {
  const onEvery = roles.filter(({ rule }) => rule.kind === 'per-host')
  return new Set([...hostsOnly, ...onEvery.map(({ service, role }) => `${service}/${role}`)])
}

/**
 * One container for each instance. The balancer has the virtual IPs as its own addresses. Throws `render.composeIsSingle` for a plan
 * with two of anything, and `render.subnetTooSmall`.
 */
export function containerPlan(plan: Plan, services: readonly AnyService[]): ContainerPlan {
  // Images are built from the package registries alone.
  const { plan: runnable, plannedOnly } = runnablePart(plan, services, { withGiven: false })
  const left = rolesOfHosts(runnable)
  const remains = ({ service, role }: Pick<PlanInstance, 'service' | 'role'>) =>
    !left.has(`${service}/${role}`)
  const whole = partOfPlan(runnable, {
    services: new Set(runnable.instances.filter(remains).map(({ service }) => service)),
    hosts: new Map(runnable.hosts.map(({ id, networks }) => [id, networks])),
  })
  // Keepalived's own endpoints are none; those of what is on every host lead nowhere here.
  const part = { ...whole, endpoints: whole.endpoints.filter(remains) }
  const instances = part.instances.filter(remains)
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
