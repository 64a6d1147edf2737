// Placement: which role runs on which host. The duty decides the hosts that a role may be on; which of them it takes is a
// problem of optimisation (placement/), solved without a solver wherever that is provably as good.

import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { Duty, JsonObject, PlanPlacement, RoleId } from '../model/plan.ts'
import type { ChosenService } from './choose-services.ts'
import { instanceNumbers } from './earlier-plan.ts'
import { planErrors } from './errors.ts'
import type { HostSeat } from './hosts.ts'
import {
  buildProblem,
  type NamedProblem,
  type PlacementTerms,
  type RoleToPlace,
} from './placement/build-problem.ts'
import { type Conflict, conflictIn } from './placement/infeasible.ts'
import { optimise } from './placement/optimise.ts'
import type { Solver } from './placement/solver.ts'
import { summarise } from './placement/summarise.ts'

/** One role with the hosts chosen for it, in order of its instances' numbers. */
export interface Placement {
  readonly service: AnyService
  readonly role: AnyRole
  readonly shape: ShapeContext<JsonObject>
  readonly hosts: readonly HostSeat[]
  /** The number of the instance on each of these hosts. */
  readonly numbers: readonly number[]
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

/** What else the placement of roles depends on. */
export interface PlaceOptions extends Omit<PlacementTerms, 'before'> {
  /** The numbers of each role's instances by host, in the plan that this one follows. */
  readonly numbers: ReadonlyMap<RoleId, ReadonlyMap<string, number>>
  /** Without one, placements are taken that may not be the best, and the summary says so. */
  readonly solver: Solver | undefined
  /** Makes the error for demands that cannot all hold. */
  readonly conflict: (problem: NamedProblem, conflict: Conflict) => Error
}

/**
 * Places every role of the given services. Throws when a role wants more hosts than have its duty, when not all demands can
 * hold (which ones), and `plan.solverNeeded` when only a solver can tell.
 */
export function place(
  services: readonly ChosenService[],
  seats: readonly HostSeat[],
  options: PlaceOptions,
): { readonly placements: readonly Placement[]; readonly summary: PlanPlacement } {
  const roles = rolesToPlace(services, seats)
  const { problem, optimum, room } = findOptimum(seats, roles, options)
  const hostsOf = new Map(problem.placed.map(({ id }, index) => [id, optimum.assignment[index] ?? []]))
  const placements = roles.map(({ id, service, role, shape, count, duty, candidates }): Placement => {
    const earlier = options.numbers.get(id) ?? new Map<string, number>()
    if (role.duties === 'every') {
      const numbers = numbered(seats, earlier, 'bound-to-host')
      return { service, role, shape, ...numbers, why: 'one on every host' }
    }
    const beside = role.beside === undefined ? undefined : (`${service.id}/${role.beside}` as const)
    const chosen = (hostsOf.get(beside ?? id) ?? []).flatMap((index) => seats[index] ?? [])
    const why =
      beside === undefined
        ? `${count} of ${candidates.length} hosts with the duty "${duty}"`
        : `on the hosts of ${beside}`
    return { service, role, shape, ...numbered(chosen, earlier, 'may-move'), why }
  })
  return { placements, summary: summarise(problem, optimum, room) }
}

function numbered(
  chosen: readonly HostSeat[],
  earlier: ReadonlyMap<string, number>,
  kind: 'may-move' | 'bound-to-host',
): Pick<Placement, 'hosts' | 'numbers'> {
  const names = chosen.map(({ name }) => name)
  const pairs = instanceNumbers(names, earlier, kind).map((number, index) => ({
    number,
    seat: chosen[index],
  }))
  const ordered = pairs.sort((a, b) => a.number - b.number)
  return {
    hosts: ordered.flatMap(({ seat }) => seat ?? []),
    numbers: ordered.map(({ number }) => number),
  }
}

/** The best placement in which the load fits its hosts; where there is none, in which everything can at least run. */
function findOptimum(seats: readonly HostSeat[], roles: readonly RoleToPlace[], options: PlaceOptions) {
  const terms = { ...options, before: options.numbers }
  const loaded = buildProblem(seats, roles, terms, 'load')
  const fitting = optimise(loaded, options.solver)
  if (fitting.kind === 'found') {
    return { problem: loaded, optimum: fitting.optimum, room: 'enough' } as const
  }
  const problem = buildProblem(seats, roles, terms, 'least')
  const running = optimise(problem, options.solver)
  if (running.kind === 'found') {
    const room = fitting.kind === 'infeasible' ? 'too-little' : 'unknown'
    return { problem, optimum: running.optimum, room } as const
  }
  if (options.solver === undefined) throw planErrors.solverNeeded({})
  if (running.kind === 'unknown') throw planErrors.noPlacementFound({ hosts: seats.length })
  throw options.conflict(problem, conflictIn(problem, options.solver))
}

/** Every role of the services with its count and the hosts that it may be on. Throws when they are too few for it. */
function rolesToPlace(
  services: readonly ChosenService[],
  seats: readonly HostSeat[],
): readonly RoleToPlace[] {
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
