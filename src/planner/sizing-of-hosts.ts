// What hosts and networks have to carry, against what they have: the fullest host of each group, the busiest of each network.

import { needed, type Room } from '../catalog/sizing.ts'
import type { Hardware, NetworkId, PlanNetwork, PlanSizing, RoleId, Size } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { HostSeat } from './hosts.ts'
import type { Placement } from './placement.ts'
import { roleIdOf } from './placement.ts'

/** What a host leaves to services: the rest is the operating system's, its caches and logs. */
export function usable({ cpus, memoryGiB, disks }: Hardware): Room {
  const memoryMiB = memoryGiB * 1024
  const diskGiB = disks.reduce((sum, { gib }) => sum + gib, 0)
  return {
    memoryMiB: memoryMiB - Math.max(1024, Math.ceil(memoryMiB * 0.05)),
    cpus: Math.max(0.5, cpus - 1),
    diskGiB: diskGiB - Math.ceil(diskGiB * 0.05),
  }
}

/** Whether the load asks for more than is planned. */
export function isShort({ value, needed: asked }: PlanSizing): boolean {
  return asked !== undefined && asked > value
}

/** CPU limits are ceilings that services reach in turn, not at once: they may add up to so many times the cores. */
const cpuOvercommit = 2

/** Memory, cores and disk of the fullest host of each group. */
export function hostSizing(
  placements: readonly Placement[],
  seats: readonly HostSeat[],
  sizeOf: (placement: Placement) => Size,
): readonly PlanSizing[] {
  const sums = new Map<HostSeat, Room>(seats.map((seat) => [seat, { memoryMiB: 0, cpus: 0, diskGiB: 0 }]))
  for (const placement of placements) {
    const { memoryMiB, cpus, diskGiB } = sizeOf(placement)
    for (const seat of placement.hosts) {
      const sum = sums.get(seat) ?? { memoryMiB: 0, cpus: 0, diskGiB: 0 }
      sums.set(seat, {
        memoryMiB: sum.memoryMiB + memoryMiB,
        cpus: sum.cpus + cpus,
        diskGiB: sum.diskGiB + diskGiB,
      })
    }
  }
  const fullest = new Map<string, { readonly seat: HostSeat; readonly sum: Room; readonly share: number }>()
  for (const [seat, sum] of sums) {
    const room = usable(seat.hardware)
    const share = Math.max(
      sum.memoryMiB / room.memoryMiB,
      sum.diskGiB / room.diskGiB,
      sum.cpus / cpuOvercommit / seat.hardware.cpus,
    )
    if (share > (fullest.get(seat.group)?.share ?? -1)) fullest.set(seat.group, { seat, sum, share })
  }
  return [...fullest.values()].flatMap(({ seat, sum }) => sizingOfHost(seat, sum))
}

function sizingOfHost(seat: HostSeat, sum: Room): readonly PlanSizing[] {
  const room = usable(seat.hardware)
  const memoryMiB = seat.hardware.memoryGiB * 1024
  const diskGiB = seat.hardware.disks.reduce((total, { gib }) => total + gib, 0)
  const about = seat.id
  return [
    needed(memoryMiB, {
      about,
      what: 'memoryMiB',
      unit: 'MiB',
      formula: 'servicesMiB + systemMiB',
      inputs: { servicesMiB: sum.memoryMiB, systemMiB: memoryMiB - room.memoryMiB },
      source: 'R-4; assumption: 5 % for the operating system, at least 1 GiB',
      text: text(
        `memory of the fullest host of "${seat.group}"`,
        `"${seat.group}"에서 가장 찬 호스트의 메모리`,
      ),
    }),
    needed(seat.hardware.cpus, {
      about,
      what: 'cpus',
      unit: 'CPU',
      formula: 'ceilings / overcommit',
      inputs: { ceilings: sum.cpus, overcommit: cpuOvercommit },
      source: 'R-4; systemd.resource-control: CPUQuota is a ceiling; assumption: half of them at once',
      text: text(`cores of the fullest host of "${seat.group}"`, `"${seat.group}"에서 가장 찬 호스트의 코어`),
    }),
    needed(diskGiB, {
      about,
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'servicesGiB + systemGiB',
      inputs: { servicesGiB: sum.diskGiB, systemGiB: diskGiB - room.diskGiB },
      source: 'R-4; assumption: 5 % for the operating system and logs',
      text: text(
        `disk of the fullest host of "${seat.group}"`,
        `"${seat.group}"에서 가장 찬 호스트의 디스크`,
      ),
    }),
  ]
}

const sources: Readonly<Record<NetworkId, string>> = {
  management: 'R-6.1',
  data: 'R-6.2',
  service: 'R-6.3',
  storage: 'R-6.4',
}

/** Bandwidth that the busiest host of each network needs: the sum of what its roles say that they send or receive. */
export function networkSizing(
  numbers: readonly PlanSizing[],
  placements: readonly Placement[],
  networks: readonly PlanNetwork[],
): readonly PlanSizing[] {
  const seatsOf = new Map(placements.map((one) => [roleIdOf(one.service, one.role), one.hosts]))
  return networks.flatMap(({ id: about, gbps }) => {
    const network = about.slice('network/'.length) as NetworkId
    const traffic = numbers.filter(({ what }) => what === `${network}MiBPerSecond`)
    const perHost = new Map<HostSeat, Record<string, number>>()
    for (const { about: role, value } of traffic) {
      for (const seat of seatsOf.get(role as RoleId) ?? []) {
        perHost.set(seat, { ...perHost.get(seat), [role.replaceAll(/\W/g, '_')]: value })
      }
    }
    const total = (inputs: Readonly<Record<string, number>>) =>
      Object.values(inputs).reduce((sum, value) => sum + value, 0)
    const busiest = [...perHost].reduce<[HostSeat, Record<string, number>] | undefined>(
      (most, one) => (most === undefined || total(one[1]) > total(most[1]) ? one : most),
      undefined,
    )
    if (busiest === undefined) return []
    const [seat, inputs] = busiest
    return [
      needed(gbps, {
        about,
        what: 'gbps',
        unit: 'Gbit/s',
        formula: `(${Object.keys(inputs).join(' + ')}) * 8 * 1.048576 / 1000`,
        inputs,
        source: sources[network],
        text: text(`bandwidth of ${seat.id}, the busiest`, `가장 바쁜 ${seat.id}의 대역폭`),
      }),
    ]
  })
}
