// Hosts and their failure domains, from a shape's groups or from the declaration's own.

import type { Duty, Hardware, HostId, PlanFailureDomain } from '../model/plan.ts'
import type { CountedDeclaration } from './count-hosts.ts'
import { type Shape, standardHardware } from './shapes/shape.ts'

/** A host before anything is placed on it. */
export interface HostSeat {
  readonly id: HostId
  readonly name: string
  readonly group: string
  readonly duties: readonly Duty[]
  readonly hardware: Hardware
  /** Nobody said what hardware it has: the usual one is assumed, and nothing is refused for want of room. */
  readonly isHardwareAssumed: boolean
  readonly rack: string
  readonly zone: string | undefined
  readonly switches: readonly string[]
}

interface GroupInput {
  readonly name: string
  readonly count: number
  readonly duties: readonly Duty[]
  readonly hardware?: Hardware | undefined
  readonly extra?: Readonly<Record<number, readonly Duty[]>>
}

/**
 * The hosts that are declared one by one, else those of the declared groups, else those of the shape. A host whose rack
 * nobody says stays in the one it had (`racks`), or is dealt one.
 */
export function seatHosts(
  input: Pick<CountedDeclaration, 'hosts' | 'hostGroups'>,
  shape: Pick<Shape, 'groups' | 'racks'>,
  racks: ReadonlyMap<string, string> = new Map(),
): readonly HostSeat[] {
  if (input.hosts === undefined) return seatGroups(input.hostGroups ?? shape.groups, shape.racks)
  return input.hosts.map((host, index): HostSeat => {
    const rack = host.rack ?? racks.get(host.name) ?? `r${(index % shape.racks) + 1}`
    return {
      id: `host/${host.name}`,
      name: host.name,
      group: host.group ?? host.duties[0] ?? 'host',
      duties: host.duties,
      hardware: host.hardware ?? standardHardware.compute,
      isHardwareAssumed: host.hardware === undefined,
      rack,
      zone: host.zone,
      switches: host.switches ?? [`s-${rack}`],
    }
  })
}

/** Hosts of groups: `storage-1`, `storage-2`, … each group spread over the racks from the first on. */
function seatGroups(groups: readonly GroupInput[], racks: number): readonly HostSeat[] {
  return groups.flatMap((group) =>
    Array.from({ length: group.count }, (_unused, index): HostSeat => {
      const name = `${group.name}-${index + 1}`
      const rack = `r${(index % racks) + 1}`
      return {
        id: `host/${name}`,
        name,
        group: group.name,
        duties: [...group.duties, ...(group.extra?.[index + 1] ?? [])],
        hardware: group.hardware ?? standardHardware.compute,
        isHardwareAssumed: group.hardware === undefined,
        rack,
        zone: undefined,
        switches: [`s-${rack}`],
      }
    }),
  )
}

/** Racks, zones and switches with their members, each kind in order of name. */
export function failureDomains(seats: readonly HostSeat[]): readonly PlanFailureDomain[] {
  const gather = (kind: PlanFailureDomain['kind'], namesOf: (seat: HostSeat) => readonly string[]) => {
    const names = [...new Set(seats.flatMap(namesOf))].sort()
    return names.map(
      (name): PlanFailureDomain => ({
        id: `${kind}/${name}`,
        kind,
        members: seats.filter((seat) => namesOf(seat).includes(name)).map((seat) => seat.id),
      }),
    )
  }
  return [
    ...gather('rack', (seat) => [seat.rack]),
    ...gather('zone', (seat) => (seat.zone === undefined ? [] : [seat.zone])),
    ...gather('switch', (seat) => seat.switches),
  ]
}
