// Placement: which role runs on which host. Simple and deterministic: the duty decides the hosts, racks are
// filled evenly, then the least loaded host wins. (The optimiser of a later issue replaces `chooseHosts`.)

import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { Duty, JsonObject, RoleId } from '../model/plan.ts'
import { planErrors } from './errors.ts'
import type { HostSeat } from './hosts.ts'

/** One role with the hosts chosen for it, in host order. */
export interface Placement {
  readonly service: AnyService
  readonly role: AnyRole
  readonly shape: ShapeContext<JsonObject>
  readonly hosts: readonly HostSeat[]
  readonly why: string
}

/** The id of a role, `service/role`. */
export function roleIdOf(service: AnyService, role: AnyRole): RoleId {
  return `${service.id}/${role.id}`
}

/**
 * The duty that decides the hosts of a role: the first of its duties that enough hosts have for its count, else the
 * first that any host has; undefined when none has.
 */
export function dutyFor(role: AnyRole, seats: readonly HostSeat[], count: number): Duty | undefined {
  if (role.duties === 'every') return undefined
  const hosts = (duty: Duty) => seats.filter((seat) => seat.duties.includes(duty)).length
  return (
    role.duties.find((duty) => hosts(duty) >= Math.max(1, count)) ??
    role.duties.find((duty) => hosts(duty) > 0)
  )
}

/** Places every role of the given services. Throws when a role wants more hosts than have its duty. */
export function place(
  services: readonly { readonly service: AnyService; readonly shape: ShapeContext<JsonObject> }[],
  seats: readonly HostSeat[],
): readonly Placement[] {
  const load = new Map<string, RoleId[]>(seats.map((seat) => [seat.name, []]))
  const placements: Placement[] = []
  for (const { service, shape } of services) {
    for (const role of service.roles) {
      const placement = placeRole(service, role, shape, seats, load)
      for (const host of placement.hosts) load.get(host.name)?.push(roleIdOf(service, role))
      placements.push(placement)
    }
  }
  return placements
}

function placeRole(
  service: AnyService,
  role: AnyRole,
  shape: ShapeContext<JsonObject>,
  seats: readonly HostSeat[],
  load: ReadonlyMap<string, readonly RoleId[]>,
): Placement {
  if (role.duties === 'every') return { service, role, shape, hosts: seats, why: 'one on every host' }
  const count = role.count(shape)
  const duty = dutyFor(role, seats, count)
  const candidates = duty === undefined ? [] : seats.filter((seat) => seat.duties.includes(duty))
  if (count > candidates.length) {
    throw planErrors.tooFewHosts({
      role: roleIdOf(service, role),
      count,
      hosts: candidates.length,
      duty: duty ?? role.duties.join(', '),
    })
  }
  // A role on all of them leaves nothing to choose, and hundreds of hosts take long to compare.
  const hosts =
    count === candidates.length ? candidates : chooseHosts(candidates, count, load, role.apartFrom ?? [])
  return {
    service,
    role,
    shape,
    hosts,
    why: `${count} of ${candidates.length} hosts with the duty "${duty}"`,
  }
}

function chooseHosts(
  candidates: readonly HostSeat[],
  count: number,
  load: ReadonlyMap<string, readonly RoleId[]>,
  apartFrom: readonly RoleId[],
): readonly HostSeat[] {
  const chosen = new Set<HostSeat>()
  while (chosen.size < count) {
    const free = candidates.filter((seat) => !chosen.has(seat))
    const cost = (seat: HostSeat): readonly number[] => [
      [...chosen].filter((other) => other.rack === seat.rack).length,
      (load.get(seat.name) ?? []).filter((role) => apartFrom.includes(role)).length,
      (load.get(seat.name) ?? []).length,
      candidates.indexOf(seat),
    ]
    const [best] = free.sort((a, b) => compareCosts(cost(a), cost(b)))
    if (best === undefined) break
    chosen.add(best)
  }
  return candidates.filter((seat) => chosen.has(seat))
}

function compareCosts(a: readonly number[], b: readonly number[]): number {
  const difference = a.map((value, index) => value - (b[index] ?? 0)).find((value) => value !== 0)
  return difference ?? 0
}
