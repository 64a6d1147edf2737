// Placement: which role runs on which host. The duty decides the hosts that a role may be on; which of them it takes is a
// problem of optimisation (placement/), solved without a solver wherever that is provably as good.

import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { Duty, JsonObject, RoleId } from '../model/plan.ts'
import type { ChosenService } from './choose-services.ts'
import { planErrors } from './errors.ts'
import type { HostSeat } from './hosts.ts'
import { buildProblem, type NamedProblem, type PlacementTerms, type RoleToPlace } from './placement/build-problem.ts'

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
export function problemOf(services: readonly ChosenService[], seats: readonly HostSeat[], terms: PlacementTerms): NamedProblem { return buildProblem(seats, rolesToPlace(services, seats), terms) }

/** Every role of the services with its count and the hosts that it may be on. Throws when they are too few for it. */
function rolesToPlace(services: readonly ChosenService[], seats: readonly HostSeat[]): readonly RoleToPlace[] {
  return services.flatMap(({ service, shape }) =>
    service.roles.map((role): RoleToPlace => {
      const id = roleIdOf(service, role)
      if (role.duties === 'every') {
        return { id, service, role, shape, count: seats.length, duty: undefined, candidates: seats }
      }
      const count = role.count(shape)
      const duty = dutyFor(role, seats, count)
      const candidates = duty === undefined ? [] : seats.filter((seat) => seat.duties.includes(duty))
      if (count > candidates.length) {
        throw planErrors.tooFewHosts({
          role: id,
          count,
          hosts: candidates.length,
          duty: duty ?? role.duties.join(', '),
        })
      }
      return { id, service, role, shape, count, duty, candidates }
    }),
  )
}
