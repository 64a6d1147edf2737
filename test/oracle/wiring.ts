// Cables as a graph: hosts, switches and the fabric of each network. A message passes where a path of what still stands
// leads from the fabric to the host.

import type { NetworkId, Plan } from '../../src/model/plan.ts'

/** What cables and machines are left after a failure. */
export interface Wiring {
  /** The host's machine and disks are destroyed: it failed itself or stood in a rack or zone that did. */
  readonly destroyed: (host: string) => boolean
  /** A connection over the network reaches the host. */
  readonly reaches: (network: NetworkId, host: string) => boolean
  readonly networkStands: (network: NetworkId) => boolean
  /** The host stands and a cable leads to it, whatever the networks do. */
  readonly plugged: (host: string) => boolean
}

/** What the failure leaves of the plan's wiring. */
export function wiringAfter(plan: Plan, failed: ReadonlySet<string>): Wiring {
  const destroyed = destroyedHosts(plan, failed)
  const plugged = walk('fabric', cables(plan, failed, destroyed))
  const networkStands = (network: NetworkId): boolean => !failed.has(`network/${network}`)
  return {
    destroyed: (host) => destroyed.has(host),
    reaches: (network, host) => networkStands(network) && plugged.has(host),
    networkStands,
    plugged: (host) => plugged.has(host),
  }
}

function destroyedHosts(plan: Plan, failed: ReadonlySet<string>): ReadonlySet<string> {
  const burnt = plan.failureDomains.filter((domain) => domain.kind !== 'switch' && failed.has(domain.id))
  return new Set([
    ...plan.hosts.map((host) => host.id).filter((id) => failed.has(id)),
    ...burnt.flatMap((domain) => domain.members),
  ])
}

/** All VLANs run over the same cables: host to its switches, switch to the fabric; a host in no switch hangs on the fabric. */
function cables(
  plan: Plan,
  failed: ReadonlySet<string>,
  destroyed: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const switches = plan.failureDomains.filter((domain) => domain.kind === 'switch')
  const standing = switches.filter((one) => !failed.has(one.id))
  const switched = new Set<string>(switches.flatMap((one) => one.members))
  const unswitched = plan.hosts.map((host) => host.id).filter((id) => !switched.has(id))
  const all: (readonly [string, string])[] = [
    ...standing.map((one) => ['fabric', one.id] as const),
    ...standing.flatMap((one) => one.members.map((host) => [one.id, host] as const)),
    ...unswitched.map((host) => ['fabric', host] as const),
  ]
  return all.filter(([, end]) => !destroyed.has(end))
}

function walk(from: string, edges: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const reached = new Set([from])
  for (const node of reached) {
    for (const [near, far] of edges) if (near === node) reached.add(far)
  }
  return reached
}
