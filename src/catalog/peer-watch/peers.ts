// Whom a host watches: every host that some flow of the plan connects it to, on the network of that flow.

import type { HostId, NetworkId, Plan, PlanHost } from '../../model/plan.ts'

/** The role whose hosts hold the virtual IPs. */
const balancerRole = 'load-balancer/haproxy'

/** One address to send heartbeats to and to expect them from. */
export interface Peer {
  readonly host: HostId
  readonly network: NetworkId
  readonly address: string
  /** This host's own address on that network. */
  readonly local: string
}

/** What all hosts of a plan ask for, worked out once: a plan may have a thousand of them. */
interface PlanTopology {
  readonly links: readonly {
    readonly network: NetworkId
    readonly sources: ReadonlySet<HostId>
    readonly targets: ReadonlySet<HostId>
  }[]
  readonly addresses: ReadonlyMap<string, string>
  readonly balancers: ReadonlySet<HostId>
}

const topologies = new WeakMap<Plan, PlanTopology>()

function topologyOf(plan: Plan): PlanTopology {
  const known = topologies.get(plan)
  if (known !== undefined) return known
  const seats = new Map<string, Set<HostId>>()
  const hostOf = new Map<string, HostId>()
  for (const { id, service, role, host } of plan.instances) {
    const roleId = `${service}/${role}`
    seats.set(roleId, (seats.get(roleId) ?? new Set<HostId>()).add(host))
    hostOf.set(id, host)
  }
  const none: ReadonlySet<HostId> = new Set()
  const balancers = seats.get(balancerRole) ?? none
  // A virtual IP ends on the balancers, any other endpoint on its instances.
  const behind = new Map<string, ReadonlySet<HostId>>(
    plan.endpoints.map(({ id, virtualIp, addresses }) => [
      id,
      virtualIp === undefined
        ? new Set(addresses.flatMap(({ instance }) => hostOf.get(instance) ?? []))
        : balancers,
    ]),
  )
  const topology: PlanTopology = {
    links: plan.flows
      .filter((flow) => flow.from !== 'user' && !flow.from.startsWith('peer-watch/'))
      .map((flow) => ({
        network: flow.network,
        sources: seats.get(flow.from) ?? none,
        targets: behind.get(flow.to) ?? seats.get(flow.to) ?? none,
      })),
    addresses: new Map(
      plan.hosts.flatMap((host) => host.networks.map((leg) => [`${host.id} ${leg.id}`, leg.address])),
    ),
    balancers,
  }
  topologies.set(plan, topology)
  return topology
}

/** All peers of a host, each address once, in order of host and network. */
export function peersOf(plan: Plan, host: PlanHost): readonly Peer[] {
  const { links, addresses } = topologyOf(plan)
  const found = new Map<string, Peer>()
  for (const { network, sources, targets } of links) {
    const local = addresses.get(`${host.id} ${network}`)
    if (local === undefined) continue
    const others = [...(sources.has(host.id) ? targets : []), ...(targets.has(host.id) ? sources : [])]
    for (const other of others) {
      const address = addresses.get(`${other} ${network}`)
      if (other === host.id || address === undefined) continue
      found.set(address, { host: other, network, address, local })
    }
  }
  const key = (peer: Peer) => `${peer.host} ${peer.network}`
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** The virtual IPs that a host may come to hold: those of the plan on an edge host, none elsewhere. */
export function heldVirtualIps(plan: Plan, host: PlanHost): readonly string[] {
  if (!topologyOf(plan).balancers.has(host.id)) return []
  return [...new Set(plan.endpoints.flatMap(({ virtualIp }) => virtualIp ?? []))].sort()
}
