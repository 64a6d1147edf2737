// What changes from one plan to the next: hosts and instances that come, go and move.

import type { HostId, InstanceId, Plan, PlanMoves } from '../model/plan.ts'

/** The moves from `before` to `after`; each list in the order of the plan that it is from. */
export function movesBetween(before: Plan, after: Plan): PlanMoves {
  const oldHosts = new Map(before.hosts.map((host) => [host.id, host]))
  const newHosts = new Set<HostId>(after.hosts.map(({ id }) => id))
  const oldSeats = new Map<InstanceId, HostId>(before.instances.map(({ id, host }) => [id, host]))
  const newIds = new Set<InstanceId>(after.instances.map(({ id }) => id))
  return {
    hosts: {
      added: after.hosts.map(({ id }) => id).filter((id) => !oldHosts.has(id)),
      removed: before.hosts.map(({ id }) => id).filter((id) => !newHosts.has(id)),
      readdressed: after.hosts.flatMap(({ id, networks }) =>
        networks.flatMap(({ id: network, address }) => {
          const from = oldHosts.get(id)?.networks.find((leg) => leg.id === network)?.address
          return from === undefined || from === address ? [] : [{ id, network, from, to: address }]
        }),
      ),
    },
    instances: {
      added: after.instances.flatMap(({ id, host }) => (oldSeats.has(id) ? [] : [{ id, host }])),
      removed: before.instances.flatMap(({ id, host }) => (newIds.has(id) ? [] : [{ id, host }])),
      moved: after.instances.flatMap(({ id, host }) => {
        const from = oldSeats.get(id)
        return from === undefined || from === host ? [] : [{ id, from, to: host }]
      }),
    },
  }
}
