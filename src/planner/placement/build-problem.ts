// Services and hosts → the problem of placement in numbers.

import type { AnyRole, AnyService, ShapeContext } from '../../catalog/service.ts'
import { noLoad } from '../../model/load.ts'
import type { Duty, JsonObject, RoleId, Size } from '../../model/plan.ts'
import type { HostSeat } from '../hosts.ts'
import { type ApartPair, apartPairs } from './coexistence.ts'
import type { HostIndex, Problem, ProblemDomain, ProblemHost, ProblemRole } from './problem.ts'

/** A role that is to be placed, with everything that decides where. */
export interface RoleToPlace {
  readonly id: RoleId
  readonly service: AnyService
  readonly role: AnyRole
  readonly shape: ShapeContext<JsonObject>
  readonly count: number
  /** The duty that decides its hosts; undefined when it is on every host. */
  readonly duty: Duty | undefined
  readonly candidates: readonly HostSeat[]
}

/** What else the choice depends on. */
export interface PlacementTerms {
  readonly tier: 'single' | 'ha'
  /** Requirements that the shape or the declaration gives up. */
  readonly relaxed: ReadonlySet<string>
  /** By name, the hosts of each role in the plan that this one follows. */
  readonly before: ReadonlyMap<RoleId, { has(host: string): boolean }>
}

/** A problem together with what its numbers stand for. */
export interface NamedProblem extends Problem {
  readonly seats: readonly HostSeat[]
  /** The roles that leave a choice or take room, in the order of the problem's roles. */
  readonly placed: readonly RoleToPlace[]
  readonly pairs: readonly ApartPair[]
}

/** What roles are counted with: `load`: what the load asks of them; `least`: what it takes to run at all. */
export type Footprint = 'load' | 'least'

/** The roles that stand on the hosts of this one. */
function companionsOf(principal: RoleToPlace, roles: readonly RoleToPlace[]): readonly RoleToPlace[] {
  return roles.filter(
    ({ service, role }) => service.id === principal.service.id && role.beside === principal.role.id,
  )
}

/** The production size that placement counts with, before a role grows into what its host has left. */
function footprintOf({ role, shape }: Pick<RoleToPlace, 'role' | 'shape'>, footprint: Footprint): Size {
  return role.size(footprint === 'load' ? shape : { ...shape, load: noLoad }).production
}

/** Disk of a host, all kinds together. */
export function diskGiBOf({ hardware }: HostSeat): number {
  return hardware.disks.reduce((sum, { gib }) => sum + gib, 0)
}

/**
 * The problem. What runs on every host is left out: it leaves no choice, and is no larger than what rounding hides. In the
 * `single` tier disks may be overcommitted: it is for learning, and disks are not filled there.
 */
export function buildProblem(
  seats: readonly HostSeat[],
  roles: readonly RoleToPlace[],
  terms: PlacementTerms,
  footprint: Footprint,
): NamedProblem {
  const indexOf = new Map(seats.map((seat, index) => [seat, index]))
  const placed = roles.filter(
    ({ duty, count, role }) => duty !== undefined && count > 0 && role.beside === undefined,
  )
  const domains = domainsOf(seats)
  const racks = domains.filter(({ kind }) => kind === 'rack')
  const unlimited = Number.POSITIVE_INFINITY
  const hosts = seats.map(
    (seat): ProblemHost => ({
      name: seat.name,
      memoryMiB: seat.isHardwareAssumed ? unlimited : seat.hardware.memoryGiB * 1024,
      diskGiB: seat.isHardwareAssumed || terms.tier === 'single' ? unlimited : diskGiBOf(seat),
    }),
  )
  const numbers = placed.map((role): ProblemRole => {
    const footprints = [role, ...companionsOf(role, roles)].map((one) => footprintOf(one, footprint))
    const candidates = role.candidates.map((seat) => indexOf.get(seat) ?? 0).sort((a, b) => a - b)
    const before = terms.before.get(role.id)
    const rackLimit = rackLimitOf(role, candidates, racks)
    return {
      id: role.id,
      count: role.count,
      candidates,
      memoryMiB: sum(footprints.map(({ memoryMiB }) => memoryMiB)),
      diskGiB: sum(footprints.map(({ diskGiB }) => diskGiB)),
      ...(rackLimit === undefined ? {} : { rackLimit }),
      before: seats.flatMap(({ name }, index) => (before?.has(name) ? [index] : [])),
    }
  })
  const ids = placed.map(({ id, role }) => ({ id, apartFrom: role.apartFrom ?? [] }))
  const pairs = apartPairs(ids, terms).filter(({ first, second }) => {
    const others = new Set(numbers[second]?.candidates)
    return numbers[first]?.candidates.some((host) => others.has(host)) ?? false
  })
  return { hosts, roles: numbers, pairs, domains, seats, placed }
}

/**
 * How many voters one rack may hold so that its loss leaves a majority: asked where the candidates are in three racks or
 * more and have the hosts for it. Elsewhere no placement can do it, and the verdict says so.
 */
function rackLimitOf(
  { role, shape, count }: RoleToPlace,
  candidates: readonly HostIndex[],
  racks: readonly ProblemDomain[],
): number | undefined {
  const { kind } = role.rule(shape)
  if (count < 3 || (kind !== 'majority' && kind !== 'elected-primary')) return undefined
  const own = new Set(candidates)
  const capacities = racks
    .map(({ members }) => members.filter((host) => own.has(host)).length)
    .filter((capacity) => capacity > 0)
  const limit = Math.ceil(count / 2) - 1
  if (capacities.length < 3) return undefined
  return sum(capacities.map((capacity) => Math.min(capacity, limit))) >= count ? limit : undefined
}

/** Racks, zones and switches with two hosts or more, without switches that are a rack by another name. */
function domainsOf(seats: readonly HostSeat[]): readonly ProblemDomain[] {
  const seen = new Set<string>()
  const gather = (kind: ProblemDomain['kind'], namesOf: (seat: HostSeat) => readonly string[]) => {
    const members = new Map<string, HostIndex[]>()
    for (const [index, seat] of seats.entries()) {
      for (const name of namesOf(seat)) {
        const list = members.get(name)
        if (list === undefined) members.set(name, [index])
        else list.push(index)
      }
    }
    return [...members.values()]
      .filter((list) => {
        const key = list.join(' ')
        const isNew = !seen.has(key)
        seen.add(key)
        return isNew
      })
      .map((list): ProblemDomain => ({ kind, members: list }))
  }
  return [
    ...gather('rack', (seat) => [seat.rack]),
    ...gather('zone', (seat) => (seat.zone === undefined ? [] : [seat.zone])),
    ...gather('switch', (seat) => [...new Set(seat.switches)]),
  ]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
