// What two hosts that fail together do, summed up once: a thousand hosts have half a million pairs, and a verdict may list
// a hundred thousand of them.

import type { Capability, HostId, Plan } from '../../model/plan.ts'
import type { CapabilityVerdict, ElementVerdict, PairVerdict, Verdict } from '../../model/verdict.ts'
import { effectOn, gravity, untouched, type Worst, worseFirst, worstOf } from './outcomes.ts'

/** Listed pairs of the same host groups with the same effects. */
export interface PairKind {
  /** Names of the two groups, `storage + storage`. */
  readonly groups: string
  /** The first of them in the verdict's order. */
  readonly first: PairVerdict
  readonly pairs: number
}

/** All pairs of a verdict, summed up. */
export interface PairFacts {
  /** Worst first. */
  readonly kinds: readonly PairKind[]
  /** The worst that two hosts do to each capability. */
  readonly worst: ReadonlyMap<Capability, Worst>
}

/** Sums up the pairs of a verdict; `hosts` are the verdict's elements that are hosts. */
export function gatherPairs(plan: Plan, verdict: Verdict, hosts: readonly ElementVerdict[]): PairFacts {
  const capabilities = Object.keys(plan.capabilities) as Capability[]
  const kinds = pairKinds(plan, verdict.pairs.worse, capabilities)
  return {
    kinds,
    worst: new Map(capabilities.map((id) => [id, worstOfPairs(verdict, hosts, kinds, id)])),
  }
}

function pairKinds(
  plan: Plan,
  pairs: readonly PairVerdict[],
  capabilities: readonly Capability[],
): readonly PairKind[] {
  const groupOf = new Map<string, string>(plan.hosts.map(({ id, group }) => [id as HostId, group]))
  const effects = effectsWriter(capabilities)
  const kinds = new Map<string, { readonly groups: string; readonly first: PairVerdict; pairs: number }>()
  for (const pair of pairs) {
    const [one, other] = pair.elements.map((id) => groupOf.get(id) ?? id) as [string, string]
    const groups = one < other ? `${one} + ${other}` : `${other} + ${one}`
    const key = `${groups} ${effects(pair)}`
    const kind = kinds.get(key)
    if (kind === undefined) kinds.set(key, { groups, first: pair, pairs: 1 })
    else kind.pairs += 1
  }
  const gravest = (kind: PairKind) =>
    capabilities.map((id) => effectOn(kind.first, id)).sort(worseFirst)[0] ?? untouched
  return [...kinds.values()].sort(
    (a, b) => worseFirst(gravest(a), gravest(b)) || b.pairs - a.pairs || (a.groups < b.groups ? -1 : 1),
  )
}

/** Effects as a text to compare by. The verifier gives alike pairs the very same objects, which are written once. */
function effectsWriter(capabilities: readonly Capability[]): (pair: PairVerdict) => string {
  const written = new Map<object, string>()
  const write = (value: object, words: () => string): string => {
    const known = written.get(value)
    if (known !== undefined) return known
    const fresh = words()
    written.set(value, fresh)
    return fresh
  }
  return (pair) =>
    [
      write(pair.capabilities, () => JSON.stringify(capabilities.map((id) => effectOn(pair, id)))),
      write(pair.lost, () => JSON.stringify(pair.lost)),
      write(pair.atRisk, () => JSON.stringify(pair.atRisk)),
    ].join(' ')
}

/**
 * The worst that the loss of two hosts does to a capability, and how many pairs are as grave. Pairs that the verdict does
 * not list are no worse than their two single losses together: the graver effect, and at worst a share of
 * `f1 + f2 - 1`.
 */
function worstOfPairs(
  verdict: Verdict,
  hosts: readonly ElementVerdict[],
  kinds: readonly PairKind[],
  capability: Capability,
): Worst {
  const effects = hosts.map((host) => effectOn(host, capability))
  let worst = unlistedWorst(effects)
  for (const { first } of kinds) {
    const effect = effectOn(first, capability)
    if (worseFirst(effect, worst) < 0) worst = effect
  }
  const grave = gravity(worst)
  const alone = new Set(
    hosts.filter((_host, at) => gravity(effects[at] ?? untouched) >= grave).map(({ element }) => element),
  )
  const added = verdict.pairs.worse.filter(
    (pair) => gravity(effectOn(pair, capability)) >= grave && !pair.elements.some((id) => alone.has(id)),
  )
  const asGrave = pairsOf(hosts.length) - pairsOf(hosts.length - alone.size) + added.length
  const { count, worseCount, worse } = verdict.pairs
  return { verdict: worst, asGrave, of: count, ...(worseCount > worse.length ? { atLeast: true } : {}) }
}

function pairsOf(hosts: number): number {
  return (hosts * (hosts - 1)) / 2
}

function unlistedWorst(effects: readonly CapabilityVerdict[]): CapabilityVerdict {
  const { verdict } = worstOf(effects)
  if (gravity(verdict) !== 1 && gravity(verdict) !== 2) return verdict
  const [least = 1, next = 1] = effects.map(({ fraction }) => fraction).sort((a, b) => a - b)
  return { ...verdict, fraction: Math.max(0, least + next - 1) }
}
