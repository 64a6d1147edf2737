// The smallest sets of hosts whose loss stops a capability until repair, or loses its data (docs/verdict.md, "Minimal
// sets"), up to three hosts.

import type { Capability } from '../model/plan.ts'
import type { FailureVerdict } from '../model/verdict.ts'
import { rolesBehind } from './capability-closures.ts'
import { absent, balancerService, type CompiledPlan } from './compiled-plan.ts'
import type { Evaluate } from './evaluate-failure.ts'
import { failureOfHosts } from './failure.ts'
import type { HostClass, HostClasses } from './host-classes.ts'
import { type ClassPairVerdicts, classPairKey } from './host-pairs.ts'

/** Sets that are listed at most for each capability; their number is exact. */
export const listedSetsLimit = 1_000

/** Hosts that the largest set may have. */
export const largestSet = 3

/** The sets of one capability. */
export interface MinimalSets {
  readonly count: number
  /** Ids of hosts, smallest sets first, then in plan order; at most `listedSetsLimit`. */
  readonly sets: readonly (readonly string[])[]
}

/** Classes, in rising order and as often as hosts of them are in the set. */
type ClassSet = readonly number[]

/** The smallest sets for every capability of the plan. */
export function minimalSets(
  compiled: CompiledPlan,
  evaluate: Evaluate,
  hostClasses: HostClasses,
  singles: readonly FailureVerdict[],
  pairs: ClassPairVerdicts,
): ReadonlyMap<Capability, MinimalSets> {
  const { classes } = hostClasses
  const triples = fatalTriples(compiled, evaluate, classes, singles, pairs)
  return new Map(
    compiled.capabilities.map(({ id }) => {
      const one = [...classes.keys()].filter((own) => isFatal(singles[own], id)).map((own) => [own])
      const alone = new Set(one.flat())
      const two = [...pairs]
        .filter(([, verdict]) => isFatal(verdict, id))
        .map(([key]) => [Math.floor(key / classes.length), key % classes.length])
        .filter((set) => !set.some((own) => alone.has(own)))
      const three = triples.filter(({ verdict }) => isFatal(verdict, id)).map(({ set }) => set)
      return [
        id,
        listSets(compiled, hostClasses, [
          one,
          two,
          three.filter(isMinimal(id, singles, pairs, classes.length)),
        ]),
      ]
    }),
  )
}

function isFatal(verdict: FailureVerdict | undefined, capability: Capability): boolean {
  const { outcome, recoveryMs } = verdict?.capabilities[capability] ?? {}
  return outcome === 'loses' || (outcome === 'stops' && recoveryMs === null)
}

/** Whether no part of three hosts is fatal by itself. */
function isMinimal(
  id: Capability,
  singles: readonly FailureVerdict[],
  pairs: ClassPairVerdicts,
  classes: number,
): (set: ClassSet) => boolean {
  return ([a = 0, b = 0, c = 0]) =>
    ![a, b, c].some((own) => isFatal(singles[own], id)) &&
    ![classPairKey(a, b, classes), classPairKey(a, c, classes), classPairKey(b, c, classes)].some((key) =>
      isFatal(pairs.get(key), id),
    )
}

function fatalTriples(
  compiled: CompiledPlan,
  evaluate: Evaluate,
  classes: readonly HostClass[],
  singles: readonly FailureVerdict[],
  pairs: ClassPairVerdicts,
): readonly { readonly set: ClassSet; readonly verdict: FailureVerdict }[] {
  const ids = compiled.capabilities.map(({ id }) => id)
  const matters = classesThatMatter(compiled, classes)
  const open = compiled.capabilities.map((capability) => ({
    behind: classesWith(compiled, classes, rolesBehind(compiled, capability)),
    isMinimal: isMinimal(capability.id, singles, pairs, classes.length),
  }))
  const isOpen = (set: ClassSet) =>
    open.some((one) => set.every((own) => one.behind.has(own)) && one.isMinimal(set))
  const found: { set: ClassSet; verdict: FailureVerdict }[] = []
  for (const [first, a] of matters.entries()) {
    for (const [second, b] of matters.slice(first).entries()) {
      for (const c of matters.slice(first + second)) {
        const hosts = hostsOfSet([a, b, c], classes)
        if (hosts === undefined || !isOpen([a, b, c])) continue
        const verdict = evaluate(failureOfHosts(hosts))
        if (ids.some((id) => isFatal(verdict, id))) found.push({ set: [a, b, c], verdict })
      }
    }
  }
  return found
}

/** Classes whose hosts run one of these roles. */
function classesWith(
  compiled: CompiledPlan,
  classes: readonly HostClass[],
  roles: ReadonlySet<number>,
): ReadonlySet<number> {
  const runs = (own: number) =>
    (compiled.instancesOn[classes[own]?.hosts[0] ?? absent] ?? []).some((instance) =>
      roles.has(compiled.roleOf[instance] ?? absent),
    )
  return new Set([...classes.keys()].filter(runs))
}

/** One host for each place of a set; undefined when a class has too few. */
function hostsOfSet(set: ClassSet, classes: readonly HostClass[]): readonly number[] | undefined {
  const hosts = set.map(
    (own, place) => classes[own]?.hosts[set.slice(0, place).filter((one) => one === own).length],
  )
  return hosts.every((host) => host !== undefined) ? hosts : undefined
}

/**
 * Classes with an instance that three losses can make a difference with. Where a role works with any three of its
 * instances less, and no endpoint lists or pins only a few of them, and all need the same, a host of it never belongs to a smallest set.
 */
function classesThatMatter(compiled: CompiledPlan, classes: readonly HostClass[]): readonly number[] {
  const fragile = compiled.roles.map((_role, number) => isFragile(compiled, number))
  const matters = singledOut(compiled)
  return [...classes.keys()].filter((own) =>
    (compiled.instancesOn[classes[own]?.hosts[0] ?? absent] ?? []).some(
      (instance) => matters.has(instance) || fragile[compiled.roleOf[instance] ?? absent],
    ),
  )
}

/** Instances that some endpoint lists without the others of their role, or that a need is pinned to. */
export function singledOut(compiled: CompiledPlan): ReadonlySet<number> {
  const special = compiled.endpoints.flatMap(({ addresses, isWholeRole }) => (isWholeRole ? [] : addresses))
  const pinned = compiled.needClasses.flatMap(({ hard }) =>
    hard.flatMap(({ via, endpoint }) =>
      via === 'first' ? [compiled.endpoints[endpoint]?.addresses[0] ?? absent] : [],
    ),
  )
  return new Set([...special, ...pinned])
}

/** Whether the loss of some three hosts can change that it works, or which of its instances do when others fall, too. */
export function isFragile(compiled: CompiledPlan, role: number): boolean {
  const known = knownFragile.get(compiled) ?? new Map<number, boolean>()
  knownFragile.set(compiled, known)
  const fragile = known.get(role) ?? losesByThreeHosts(compiled, role)
  known.set(role, fragile)
  return fragile
}

// Asked for again with every capability.
const knownFragile = new WeakMap<CompiledPlan, Map<number, boolean>>()

function losesByThreeHosts(compiled: CompiledPlan, role: number): boolean {
  const { service, rule, instances, dataset } = compiled.roles[role] ?? { instances: [], dataset: absent }
  if (service === balancerService || compiled.datasets.some(({ holder }) => holder === role)) return true
  // Where instances need different things, some may fall with another role and the rest with a host.
  if (compiled.needClasses.filter((needClass) => needClass.role === role).length > 1) return true
  const left = instances.length - mostOnHosts(compiled, instances)
  if (rule?.kind === 'majority') return 2 * left <= instances.length
  return dataset !== absent || left < 1
}

/** As many of these instances as `largestSet` hosts can take with them. */
function mostOnHosts({ hostOf }: CompiledPlan, instances: readonly number[]): number {
  const counts = new Map<number | undefined, number>()
  for (const instance of instances) {
    counts.set(hostOf[instance], (counts.get(hostOf[instance]) ?? 0) + 1)
  }
  const largest = [...counts.values()].sort((a, b) => b - a).slice(0, largestSet)
  return largest.reduce((sum, count) => sum + count, 0)
}

function listSets(
  compiled: CompiledPlan,
  hostClasses: HostClasses,
  bySize: readonly (readonly ClassSet[])[],
): MinimalSets {
  const count = bySize.flat().reduce((sum, set) => sum + choicesOf(set, hostClasses.classes), 0)
  const listed: (readonly number[])[] = []
  for (const sets of bySize) {
    const room = listedSetsLimit - listed.length
    const hosts = sets.flatMap((set) => hostsInOrder(set, hostClasses, room))
    listed.push(...hosts.sort(inPlanOrder).slice(0, room))
  }
  return { count, sets: listed.map((hosts) => hosts.map((host) => compiled.plan.hosts[host]?.id ?? '')) }
}

function inPlanOrder(one: readonly number[], other: readonly number[]): number {
  return one.map((host, place) => host - (other[place] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** Number of ways to choose hosts of these classes. */
function choicesOf(set: ClassSet, classes: readonly HostClass[]): number {
  return [...new Set(set)].reduce((product, own) => {
    const size = classes[own]?.hosts.length ?? 0
    const taken = set.filter((one) => one === own).length
    return (
      product *
      Array.from({ length: taken }, (_one, place) => (size - place) / (place + 1)).reduce((a, b) => a * b, 1)
    )
  }, 1)
}

/** The first `limit` sets of hosts of these classes in plan order. */
function hostsInOrder(
  set: ClassSet,
  { classes, classOf }: HostClasses,
  limit: number,
): readonly (readonly number[])[] {
  const found: (readonly number[])[] = []
  const choose = (chosen: readonly number[], open: ClassSet) => {
    if (open.length === 0) {
      found.push(chosen)
      return
    }
    const after = chosen.at(-1) ?? -1
    const candidates = [...new Set(open)].flatMap(
      (own) => classes[own]?.hosts.filter((host) => host > after) ?? [],
    )
    for (const host of candidates.sort((a, b) => a - b)) {
      if (found.length >= limit) return
      const place = open.indexOf(classOf[host] ?? absent)
      choose([...chosen, host], open.toSpliced(place, 1))
    }
  }
  choose([], set)
  return found
}
