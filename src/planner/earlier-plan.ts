// What a new plan keeps of the one before it: hosts their addresses and racks, instances their hosts and numbers.

import type { HostId, InstanceId, NetworkId, Plan, RoleId } from '../model/plan.ts'
import { addressOffsets, offsetIn, subnetOf } from './addressing.ts'

/** The parts of an earlier plan that a later one looks up. Hosts are named without `host/`. */
export interface EarlierPlan {
  /** The number of each role's instances by host. */
  readonly numbers: ReadonlyMap<RoleId, ReadonlyMap<string, number>>
  /** Each host's place in its subnets: the same in all of them. */
  readonly offsets: ReadonlyMap<string, number>
  readonly subnets: ReadonlyMap<NetworkId, string>
  readonly racks: ReadonlyMap<string, string>
}

/** What a plan without one before it stands on. */
export const noEarlierPlan: EarlierPlan = {
  numbers: new Map(),
  offsets: new Map(),
  subnets: new Map(),
  racks: new Map(),
}

/** Reads an earlier plan. */
export function earlierPlan(plan: Plan): EarlierPlan {
  const numbers = new Map<RoleId, Map<string, number>>()
  for (const { id, service, role, host } of plan.instances) {
    const roleId: RoleId = `${service}/${role}`
    const own = numbers.get(roleId) ?? new Map<string, number>()
    own.set(nameOf(host), numberOf(id))
    numbers.set(roleId, own)
  }
  const racks = plan.failureDomains
    .filter(({ kind }) => kind === 'rack')
    .flatMap(({ id, members }) => members.map((host) => [nameOf(host), id.slice('rack/'.length)] as const))
  return {
    numbers,
    offsets: new Map(
      plan.hosts.flatMap(({ id, networks }) => {
        const [leg] = networks
        const offset = leg === undefined ? undefined : offsetIn(subnetOf(plan.networks, leg.id), leg.address)
        return offset === undefined ? [] : [[nameOf(id), offset] as const]
      }),
    ),
    subnets: new Map(
      plan.networks.map(({ id, subnet }) => [id.slice('network/'.length) as NetworkId, subnet] as const),
    ),
    racks: new Map(racks),
  }
}

function nameOf(host: HostId): string {
  return host.slice('host/'.length)
}

/** The number of an instance, the last part of its id. */
export function numberOf(instance: InstanceId): number {
  return Number(instance.split('/').at(-1))
}

/**
 * The numbers of a role's instances on these hosts, in their order: those that stay keep theirs, those that moved take the
 * numbers of hosts that the role has left, lowest first, and those that are new take numbers that were never given. What is
 * bound to its host goes with it: nothing moves.
 */
export function instanceNumbers(
  hosts: readonly string[],
  earlier: ReadonlyMap<string, number>,
  kind: 'may-move' | 'bound-to-host',
): readonly number[] {
  const staying = new Set(hosts)
  const vacated = kind === 'may-move' ? [...earlier] : []
  const left = vacated.filter(([host]) => !staying.has(host)).map(([, number]) => number)
  const given = new Set(earlier.values())
  const free = left.sort((a, b) => a - b).values()
  let fresh = 0
  const next = (): number => {
    const moved = free.next()
    if (moved.done !== true) return moved.value
    do fresh += 1
    while (given.has(fresh))
    return fresh
  }
  return hosts.map((host) => earlier.get(host) ?? next())
}

/**
 * Each host's place in its subnets: those of the earlier plan keep theirs; new ones take the next that no host has or had,
 * then what hosts that are gone have left.
 */
export function hostOffsets(
  hosts: readonly string[],
  earlier: ReadonlyMap<string, number>,
  isUsable: (offset: number) => boolean,
): readonly number[] {
  const staying = new Set(hosts)
  const had = new Set(earlier.values())
  const left = [...earlier]
    .filter(([host]) => !staying.has(host))
    .map(([, offset]) => offset)
    .sort((a, b) => a - b)
    .values()
  let fresh = addressOffsets.firstHost - 1
  const next = (): number => {
    do fresh += 1
    while (had.has(fresh))
    if (isUsable(fresh)) return fresh
    const again = left.next()
    return again.done === true ? fresh : again.value
  }
  return hosts.map((host) => earlier.get(host) ?? next())
}
