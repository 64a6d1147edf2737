// Whom a host watches: every host that some flow of the plan connects it to, on the network of that flow.

import type { HostId, NetworkId, Plan, PlanFlow, PlanHost } from '../../model/plan.ts'

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

/** All peers of a host, each address once, in order of host and network. */
export function peersOf(plan: Plan, host: PlanHost): readonly Peer[] {
  const seats = seatsOf(plan)
  const pairs = plan.flows
    .filter((flow) => flow.from !== 'user' && !flow.from.startsWith('peer-watch/'))
    .flatMap((flow) => {
      const sources = seats.get(flow.from) ?? []
      const targets = targetsOf(plan, seats, flow)
      const others = [
        ...(sources.includes(host.id) ? targets : []),
        ...(targets.includes(host.id) ? sources : []),
      ]
      return others.map((other) => ({ other, network: flow.network }))
    })
  const found = new Map<string, Peer>()
  for (const { other, network } of pairs) {
    const address = addressOn(plan, other, network)
    const local = addressOn(plan, host.id, network)
    if (other === host.id || address === undefined || local === undefined) continue
    found.set(address, { host: other, network, address, local })
  }
  const key = (peer: Peer) => `${peer.host} ${peer.network}`
  return [...found.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function seatsOf(plan: Plan): ReadonlyMap<string, readonly HostId[]> {
  const seats = new Map<string, HostId[]>()
  for (const { service, role, host } of plan.instances) {
    const id = `${service}/${role}`
    seats.set(id, [...(seats.get(id) ?? []), host])
  }
  return seats
}

/** Where a flow ends: a virtual IP ends on the balancers, an endpoint on its instances, a role on its hosts. */
function targetsOf(
  plan: Plan,
  seats: ReadonlyMap<string, readonly HostId[]>,
  flow: PlanFlow,
): readonly HostId[] {
  const endpoint = plan.endpoints.find(({ id }) => id === flow.to)
  if (endpoint === undefined) return seats.get(flow.to) ?? []
  if (endpoint.virtualIp !== undefined) return seats.get(balancerRole) ?? []
  const serving = new Set<string>(endpoint.addresses.map(({ instance }) => instance))
  return plan.instances.filter(({ id }) => serving.has(id)).map(({ host }) => host)
}

function addressOn(plan: Plan, host: HostId, network: NetworkId): string | undefined {
  return plan.hosts.find(({ id }) => id === host)?.networks.find((leg) => leg.id === network)?.address
}

/** The virtual IPs that a host may come to hold: those of the plan on an edge host, none elsewhere. */
export function heldVirtualIps(plan: Plan, host: PlanHost): readonly string[] {
  if (!(seatsOf(plan).get(balancerRole) ?? []).includes(host.id)) return []
  return [...new Set(plan.endpoints.flatMap(({ virtualIp }) => virtualIp ?? []))].sort()
}
