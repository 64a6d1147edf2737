// Subnets and addresses: deterministic arithmetic on the networks of R-6.

import type { NetworkId, PlanNetwork } from '../model/plan.ts'
import { planErrors } from './errors.ts'

/** VLAN, bandwidth and place in every list of each network. */
export const networkDefaults: Readonly<Record<NetworkId, { vlan: number; gbps: number }>> = {
  management: { vlan: 10, gbps: 1 },
  data: { vlan: 20, gbps: 25 },
  service: { vlan: 30, gbps: 10 },
  storage: { vlan: 40, gbps: 25 },
}

/** All networks in VLAN order. */
export const networkIds = Object.keys(networkDefaults) as readonly NetworkId[]

/** Offsets in a subnet with a meaning of their own. Hosts come from `firstHost` upwards. */
export const addressOffsets = { user: 2, virtualIp: 5, firstHost: 11 } as const

interface Subnet {
  readonly base: number
  readonly prefixLength: number
  readonly size: number
}

/** Reads an IPv4 subnet in CIDR notation; undefined when it is none. */
export function parseSubnet(cidr: string): Subnet | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr)
  if (match === null) return undefined
  const numbers = match.slice(1).map(Number)
  const [a = 256, b = 256, c = 256, d = 256, prefixLength = 33] = numbers
  if ([a, b, c, d].some((octet) => octet > 255) || prefixLength > 30 || prefixLength < 8) return undefined
  const size = 2 ** (32 - prefixLength)
  const base = ((a * 256 + b) * 256 + c) * 256 + d
  return { base: base - (base % size), prefixLength, size }
}

/** The address `offset` places into a subnet. Undefined when it falls outside or on the broadcast address. */
export function addressAt(cidr: string, offset: number): string | undefined {
  const subnet = parseSubnet(cidr)
  if (subnet === undefined || offset < 1 || offset >= subnet.size - 1) return undefined
  const value = subnet.base + offset
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.')
}

/** The place of an address in a subnet, as `addressAt` counts; undefined when it is outside. */
export function offsetIn(cidr: string, address: string): number | undefined {
  const subnet = parseSubnet(cidr)
  if (subnet === undefined) return undefined
  const offset = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) - subnet.base
  return offset >= 1 && offset < subnet.size - 1 ? offset : undefined
}

/** What a declaration may say of one network. */
export interface NetworkInput {
  readonly vlan?: number | undefined
  readonly subnet?: string | undefined
  readonly gbps?: number | undefined
}

/**
 * The networks of a plan, each with its VLAN and subnet; 10.77.VLAN.0/24 unless declared. Without a declared
 * subnet a platform of more than 200 hosts gets a /20 each, one of more than 4,000 a /18, so that all hosts fit. One
 * that has subnets from an earlier plan keeps them.
 */
export function planNetworks(
  declared: Readonly<Partial<Record<NetworkId, NetworkInput | undefined>>>,
  hostCount: number,
  earlier: ReadonlyMap<NetworkId, string> = new Map(),
): readonly PlanNetwork[] {
  const networks = networkIds.map((id, index): PlanNetwork => {
    const defaults = networkDefaults[id]
    const input = declared[id] ?? {}
    const vlan = input.vlan ?? defaults.vlan
    const fallback = earlier.get(id) ?? defaultSubnet(index, defaults.vlan, hostCount)
    return { id: `network/${id}`, vlan, subnet: input.subnet ?? fallback, gbps: input.gbps ?? defaults.gbps }
  })
  refuseOverlaps(networks)
  return networks
}

function defaultSubnet(index: number, vlan: number, hostCount: number): string {
  if (hostCount > 4000) return `10.77.${index * 64}.0/18`
  return hostCount > 200 ? `10.77.${(index + 1) * 16}.0/20` : `10.77.${vlan}.0/24`
}

function refuseOverlaps(networks: readonly PlanNetwork[]): void {
  const seen: { name: string; subnet: Subnet }[] = []
  for (const network of networks) {
    const name = network.id.slice('network/'.length)
    const subnet = parseSubnet(network.subnet)
    if (subnet === undefined) throw planErrors.badSubnet({ network: name, subnet: network.subnet })
    const clash = seen.find(
      (other) =>
        subnet.base < other.subnet.base + other.subnet.size && other.subnet.base < subnet.base + subnet.size,
    )
    if (clash !== undefined) {
      throw planErrors.subnetsOverlap({ first: clash.name, second: name, subnet: network.subnet })
    }
    seen.push({ name, subnet })
  }
}

/** The subnet of a network in a plan. */
export function subnetOf(networks: readonly PlanNetwork[], id: NetworkId): string {
  const network = networks.find((candidate) => candidate.id === `network/${id}`)
  if (network === undefined) throw new Error(`plan without network ${id}`)
  return network.subnet
}
