// Sizes of what is placed: what a role needs whatever its host has, then the rest of each host for the roles that fill it.

import { noRoom, type Resource, type Room, type RoomOf } from '../catalog/sizing.ts'
import type { PlanNetwork, PlanSizing, Sizes } from '../model/plan.ts'
import type { HostSeat } from './hosts.ts'
import type { Placement } from './placement.ts'
import { movesOf } from './realised-on.ts'
import { hostSizing, networkSizing, usable } from './sizing-of-hosts.ts'

const resources: readonly Resource[] = ['memoryMiB', 'cpus', 'diskGiB']

/** The sizes of every placement, and how each number came about. */
export interface PlatformSizes {
  of(placement: Placement): Sizes
  readonly sizing: readonly PlanSizing[]
}

/** Sizes everything that is placed. */
export function sizePlatform(
  placements: readonly Placement[],
  seats: readonly HostSeat[],
  networks: readonly PlanNetwork[],
): PlatformSizes {
  const rooms = roomsOf(placements, seats)
  const roomOfService = (service: string): RoomOf => {
    const own = new Map(
      placements.flatMap((one) =>
        one.service.id === service ? [[one.role.id, rooms.get(one)] as const] : [],
      ),
    )
    return (role) => own.get(role)
  }
  const sizes = new Map(
    placements.map((one) => [one, one.role.size(one.shape, roomOfService(one.service.id))] as const),
  )
  const services = new Map(placements.map((one) => [one.service.id, one]))
  const numbers = [...services.values()].flatMap(
    ({ service, shape }) => service.sizing?.(shape, roomOfService(service.id)) ?? [],
  )
  const of = (placement: Placement): Sizes => sizes.get(placement) ?? placement.role.size(placement.shape)
  return {
    of,
    sizing: [
      ...numbers,
      ...networkSizing(numbers, placements, networks),
      ...hostSizing(placements, seats, (placement) => of(placement).production),
    ],
  }
}

/**
 * The hosts on which an instance may come to be. Kubernetes' scheduler puts a pod that moves on any node of its groups, in an order of
 * its own: room that the plan left on one of them only, it may have filled before the pod comes that needs it.
 */
function mayBeOn({ role, shape, hosts }: Placement, seats: readonly HostSeat[]): readonly HostSeat[] {
  if (movesOf(role, shape, hosts, seats).moves === undefined) return hosts
  const groups = new Set(hosts.map(({ group }) => group))
  return seats.filter(({ group }) => groups.has(group))
}

/** What the tightest host of each placement leaves to one instance of it. */
function roomsOf(placements: readonly Placement[], seats: readonly HostSeat[]): ReadonlyMap<Placement, Room> {
  const taken = new Map<HostSeat, Record<Resource, number>>()
  const filling = new Map<HostSeat, Record<Resource, number>>()
  const least = new Map(placements.map((one) => [one, one.role.size(one.shape, noRoom).production]))
  for (const placement of placements) {
    for (const seat of mayBeOn(placement, seats)) {
      for (const resource of resources) {
        const fills = placement.role.fills?.includes(resource) === true
        const amount = fills ? 1 : (least.get(placement)?.[resource] ?? 0)
        add(fills ? filling : taken, seat, resource, amount)
      }
    }
  }
  const leftOn = (seat: HostSeat, placement: Placement, resource: Resource): number => {
    const left = usable(seat.hardware)[resource] - (taken.get(seat)?.[resource] ?? 0)
    // A role that does not fill its host is told what is there beside the others, its own share included.
    if (placement.role.fills?.includes(resource) !== true)
      return left + (least.get(placement)?.[resource] ?? 0)
    return left / (filling.get(seat)?.[resource] ?? 1)
  }
  return new Map(
    placements
      .filter(({ hosts }) => hosts.length > 0)
      .map((placement) => {
        const tightest = (resource: Resource) =>
          placement.hosts.reduce(
            (least, seat) => Math.min(least, leftOn(seat, placement, resource)),
            Number.POSITIVE_INFINITY,
          )
        return [
          placement,
          { memoryMiB: tightest('memoryMiB'), cpus: tightest('cpus'), diskGiB: tightest('diskGiB') },
        ]
      }),
  )
}

function add(
  to: Map<HostSeat, Record<Resource, number>>,
  seat: HostSeat,
  resource: Resource,
  amount: number,
): void {
  const sums = to.get(seat) ?? { memoryMiB: 0, cpus: 0, diskGiB: 0 }
  sums[resource] += amount
  to.set(seat, sums)
}
