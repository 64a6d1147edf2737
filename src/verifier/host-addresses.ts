// Addresses and ports of hosts: who has which, and changes to them for examples.

import type { HostId, NetworkId, Plan, PlanInstance } from '../model/plan.ts'
import type { AddressRange } from './address-ranges.ts'
import { isWithin, overlap, subnetRange } from './address-ranges.ts'
import { editHost } from './plan-edits.ts'

/** Two instances that want one port. */
export interface PortConflict {
  readonly first: PlanInstance
  readonly second: PlanInstance
  readonly address: string
  readonly port: number
}

/** Instances that listen on the same address, port and protocol: each pair once. */
export function portConflicts(plan: Plan): readonly PortConflict[] {
  const owners = new Map<string, PlanInstance>()
  const conflicts = new Map<string, PortConflict>()
  for (const second of plan.instances) {
    for (const { address, port, portEnd = port, protocol } of second.listens) {
      for (let number = port; number <= portEnd; number += 1) {
        const key = `${protocol} ${address} ${number}`
        const first = owners.get(key)
        if (first === undefined) owners.set(key, second)
        else if (first.id !== second.id) {
          const pair = `${first.id} ${second.id}`
          if (!conflicts.has(pair)) conflicts.set(pair, { first, second, address, port: number })
        }
      }
    }
  }
  return [...conflicts.values()]
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15']

/** Whether addresses are nobody's on the internet (RFC 1918, RFC 6598, RFC 2544). */
export function isPrivate(range: AddressRange): boolean {
  return privateRanges.some((subnet) => {
    const outer = subnetRange(subnet)
    return outer !== undefined && isWithin(range, outer)
  })
}

const containerRanges = [
  { subnet: '172.17.0.0/16', of: 'Docker', onlyKubernetes: false },
  { subnet: '10.96.0.0/12', of: 'kubeadm', onlyKubernetes: true },
  { subnet: '10.244.0.0/16', of: 'Flannel', onlyKubernetes: true },
] as const

/** What containers use by default that a range overlaps; undefined where nothing. */
export function ofContainers(range: AddressRange, plan: Plan): (typeof containerRanges)[number] | undefined {
  const hasKubernetes = plan.clusters.some(({ target }) => target === 'kubernetes')
  return containerRanges.find(({ subnet, onlyKubernetes }) => {
    const taken = subnetRange(subnet)
    return (hasKubernetes || !onlyKubernetes) && taken !== undefined && overlap(range, taken)
  })
}

/** The address of a host on a network; empty where it has none. */
export function addressOf(plan: Plan, host: string, network: NetworkId): string {
  const legs = plan.hosts.find(({ id }) => id === `host/${host}`)?.networks
  return legs?.find(({ id }) => id === network)?.address ?? ''
}

/** For examples: a host with another address on a network. */
export function withAddress(plan: Plan, host: string, network: NetworkId, address: string): Plan {
  return editHost(plan, host, (own) => ({
    ...own,
    networks: own.networks.map((leg) => (leg.id === network ? { ...leg, address } : leg)),
  }))
}

/** For examples: a host without its leg on a network. */
export function withoutLeg(plan: Plan, host: string, network: NetworkId): Plan {
  return editHost(plan, host, (own) => ({
    ...own,
    networks: own.networks.filter(({ id }) => id !== network),
  }))
}

/** For examples: hosts that all stand in the first rack. */
export function inOneRack(plan: Plan, hosts: readonly HostId[]): Plan {
  const [first] = plan.failureDomains.filter(({ kind }) => kind === 'rack')
  return {
    ...plan,
    failureDomains: plan.failureDomains.map((domain) => {
      if (domain.kind !== 'rack') return domain
      const others = domain.members.filter((member) => !hosts.includes(member))
      return { ...domain, members: domain.id === first?.id ? [...others, ...hosts] : others }
    }),
  }
}
