// What a failure takes away at once, before anything that depends on it: hosts, their links, networks, processes.

import type { CompiledPlan } from './compiled-plan.ts'

/**
 * How elements fail. `dead`: a process that ends is missed by its host, which tells everyone; a host is gone with its disks. `silent`: they
 * hang or are cut off, tell nobody, and have their data still.
 */
export type FailureMode = 'dead' | 'silent'

/** A set of failed elements, by what it does (docs/verdict.md, "Hosts"). */
export interface Failure {
  /** Hosts that are gone with their disks. */
  readonly gone: ReadonlySet<number>
  /** Hosts that nobody reaches, though they live. */
  readonly cut: ReadonlySet<number>
  readonly networks: ReadonlySet<number>
  /** Instances that fail by themselves. */
  readonly instances: ReadonlySet<number>
  /** Those instances hang: nobody is told that they do not work. */
  readonly silent?: boolean
}

/** Reads ids of elements. Throws a `RangeError` for one that the plan does not have. */
export function failureOf(
  compiled: CompiledPlan,
  elementIds: readonly string[],
  mode: FailureMode = 'dead',
): Failure {
  const gone = new Set<number>()
  const switches = new Set<number>()
  const networks = new Set<number>()
  const instances = new Set<number>()
  for (const id of elementIds) {
    const element = compiled.elements.get(id)
    if (element === undefined) throw new RangeError(`${id} is no element of the plan`)
    const { kind, index } = element
    if (kind === 'instance') instances.add(index)
    else if (kind === 'host') gone.add(index)
    else if (kind === 'network') networks.add(index)
    else if (kind === 'switch') switches.add(index)
    else for (const host of compiled.domainMembers[index] ?? []) gone.add(host)
  }
  const cut = cutBy(compiled, switches)
  if (mode === 'dead') return { gone, cut, networks, instances }
  return { gone: new Set(), cut: new Set([...gone, ...cut]), networks, instances, silent: true }
}

const none: ReadonlySet<number> = new Set()

/** The failure of some hosts, by number. */
export function failureOfHosts(hosts: readonly number[]): Failure {
  return { gone: new Set(hosts), cut: none, networks: none, instances: none }
}

/** A host is cut off when every switch that it hangs on has failed. */
function cutBy(compiled: CompiledPlan, switches: ReadonlySet<number>): ReadonlySet<number> {
  const cut = new Set<number>()
  for (const failed of switches) {
    for (const host of compiled.domainMembers[failed] ?? []) {
      if ((compiled.switchesOf[host] ?? []).every((one) => switches.has(one))) cut.add(host)
    }
  }
  return cut
}

/** Instances that a failure stops at once. */
export function stoppedAtOnce(compiled: CompiledPlan, failure: Failure): readonly number[] {
  const stopped = [...failure.instances]
  for (const hosts of [failure.gone, failure.cut]) {
    for (const host of hosts) stopped.push(...(compiled.instancesOn[host] ?? []))
  }
  return stopped
}
