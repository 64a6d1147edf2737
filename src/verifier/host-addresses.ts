// Addresses and ports of hosts: who has which, and changes to them for examples.

import type { HostId, NetworkId, Plan, PlanInstance, PlanListen, TargetId } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { AddressRange } from './address-ranges.ts'
import { isWithin, overlap, subnetRange } from './address-ranges.ts'
import { editHost } from './plan-edits.ts'
import { groupBy, roleIdOf } from './plan-facts.ts'

/** Two roles that want one port of the same hosts, with the first pair of instances that do. */
export interface PortConflict {
  readonly first: PlanInstance
  readonly second: PlanInstance
  readonly address: string
  readonly port: number
  readonly protocol: PlanListen['protocol']
  /** Every host where it happens. */
  readonly hosts: readonly HostId[]
}

interface OpenPorts {
  readonly instance: PlanInstance
  readonly listen: PlanListen
  readonly last: number
}

/** Instances that listen on the same address, port and protocol, told once for each pair of roles. */
export function portConflicts(plan: Plan): readonly PortConflict[] {
  const open = plan.instances
    .filter(isOnHostAddress(plan))
    .flatMap((instance) =>
      instance.listens.map((listen) => ({ instance, listen, last: listen.portEnd ?? listen.port })),
    )
  const clashes = [...groupBy(open, ({ listen }) => `${listen.protocol} ${listen.address}`).values()].flatMap(
    overlapping,
  )
  const byRoles = groupBy(clashes, ([first, second]) =>
    [roleIdOf(first.instance), roleIdOf(second.instance)].sort().join(' '),
  )
  return [...byRoles.values()].flatMap((alike) =>
    alike.slice(0, 1).map(([first, second]) => ({
      first: first.instance,
      second: second.instance,
      address: second.listen.address,
      port: second.listen.port,
      protocol: second.listen.protocol,
      hosts: [...new Set(alike.map(([, { instance }]) => instance.host))],
    })),
  )
}

/** Pods have addresses of their own, except what stands before the cluster or makes it. */
function isOnHostAddress({ clusters }: Plan): (instance: PlanInstance) => boolean {
  const inCluster = clusters.every(({ target }) => target === 'kubernetes')
  return ({ service }) => !inCluster || service === 'load-balancer' || service === 'kubernetes'
}

/** Ranges of one address that overlap, each with the one before it that reaches furthest. */
function overlapping(open: readonly OpenPorts[]): readonly (readonly [OpenPorts, OpenPorts])[] {
  const pairs: (readonly [OpenPorts, OpenPorts])[] = []
  let furthest: OpenPorts | undefined
  for (const ports of [...open].sort((a, b) => a.listen.port - b.listen.port)) {
    // One daemon may serve two protocols on one port: what it lists twice is no conflict.
    const isOther = furthest !== undefined && furthest.instance.id !== ports.instance.id
    if (furthest !== undefined && isOther && ports.listen.port <= furthest.last) pairs.push([furthest, ports])
    if (furthest === undefined || ports.last > furthest.last) furthest = ports
  }
  return pairs
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '198.18.0.0/15']

/** Whether addresses are nobody's on the internet (RFC 1918, RFC 6598, RFC 2544). */
export function isPrivate(range: AddressRange): boolean {
  return privateRanges.some((subnet) => {
    const outer = subnetRange(subnet)
    return outer !== undefined && isWithin(range, outer)
  })
}

const specialRanges = [
  { subnet: '0.0.0.0/8', what: text('"this network"', '"이 네트워크"') },
  { subnet: '127.0.0.0/8', what: text('loopback', '루프백') },
  { subnet: '169.254.0.0/16', what: text('link-local', '링크 로컬') },
  { subnet: '224.0.0.0/4', what: text('multicast', '멀티캐스트') },
  { subnet: '240.0.0.0/4', what: text('reserved', '예약됨') },
] as const

/** Addresses that no host can have, where a range touches some (RFC 6890, 2.2.2; RFC 1112); undefined where none. */
export function specialRange(range: AddressRange): (typeof specialRanges)[number] | undefined {
  return specialRanges.find(({ subnet }) => {
    const taken = subnetRange(subnet)
    return taken !== undefined && overlap(range, taken)
  })
}

const containerRanges = [
  { subnet: '172.17.0.0/16', of: 'Docker', targets: ['kubernetes', 'compose'] },
  { subnet: '10.96.0.0/12', of: 'kubeadm', targets: ['kubernetes'] },
  { subnet: '10.244.0.0/16', of: 'Flannel', targets: ['kubernetes'] },
] as const satisfies readonly { subnet: string; of: string; targets: readonly TargetId[] }[]

/** What containers of the plan's targets use by default that a range overlaps; undefined where nothing. */
export function ofContainers(range: AddressRange, plan: Plan): (typeof containerRanges)[number] | undefined {
  const targets = new Set<TargetId>(plan.clusters.map(({ target }) => target))
  return containerRanges.find((block) => {
    const taken = subnetRange(block.subnet)
    return block.targets.some((target) => targets.has(target)) && taken !== undefined && overlap(range, taken)
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
