// All failures of a plan that the verdict lists, each acted out by the oracle: elements, pairs of hosts, smallest sets.

import type { Capability, HostId, Plan } from '../../src/model/plan.ts'
import type {
  ElementVerdict,
  FailureVerdict,
  Outcome,
  PairVerdict,
  Verdict,
} from '../../src/model/verdict.ts'

/** The part of a verdict that failures make up. `minimalSets` leaves out capabilities without one. */
export type FailureTables = Pick<Verdict, 'elements' | 'pairs' | 'minimalSets' | 'minimalSetCounts'>

type Judge = (failed: readonly string[]) => FailureVerdict

const ranks: readonly Outcome[] = ['survives', 'degrades', 'stops', 'loses']
const untouched = { outcome: 'survives', fraction: 1, recoveryMs: 0 } as const

/** Ids of everything in a plan that can fail, in plan order. */
export function elementsOf(plan: Plan): readonly string[] {
  return [plan.instances, plan.hosts, plan.failureDomains, plan.networks].flat().map((one) => one.id)
}

/** Every way to choose `count` of the items, in their order. */
export function choices<T>(items: readonly T[], count: number): readonly (readonly T[])[] {
  if (count === 0) return [[]]
  return items.flatMap((item, at) => choices(items.slice(at + 1), count - 1).map((rest) => [item, ...rest]))
}

/** The tables of a plan by brute force. */
export function failureTables(plan: Plan, judge: Judge): FailureTables {
  const hosts = plan.hosts.map((host) => host.id)
  const pairs = choices(hosts, 2).map(
    ([one, other]): PairVerdict => ({
      elements: [one as HostId, other as HostId],
      ...judge([one as HostId, other as HostId]),
    }),
  )
  const worse = pairs.filter((pair) => isWorse(pair, judge([pair.elements[0]]), judge([pair.elements[1]])))
  const smallest = minimalSets(plan, judge)
  return {
    elements: elementsOf(plan).map((element): ElementVerdict => ({ element, ...judge([element]) })),
    pairs: { count: pairs.length, worseCount: worse.length, worse },
    minimalSets: smallest,
    minimalSetCounts: Object.fromEntries(
      Object.entries(smallest).map(([capability, sets]) => [capability, sets.length]),
    ),
  }
}

/** Both together do more than what either does alone. */
function isWorse(pair: FailureVerdict, one: FailureVerdict, other: FailureVerdict): boolean {
  if (pair.lost.some((dataset) => !one.lost.includes(dataset) && !other.lost.includes(dataset))) return true
  const capabilities = Object.keys(pair.capabilities) as Capability[]
  return capabilities.some((capability) => {
    const both = pair.capabilities[capability] ?? untouched
    const singles = [one, other].map((single) => single.capabilities[capability] ?? untouched)
    const worst = Math.max(...singles.map((single) => ranks.indexOf(single.outcome)))
    if (ranks.indexOf(both.outcome) > worst) return true
    const stopped = both.outcome === 'stops' && ranks[worst] === 'stops'
    if (stopped && both.recoveryMs === null && singles.every((single) => single.recoveryMs !== null))
      return true
    const left = singles.reduce((sum, single) => sum + single.fraction, -1)
    return both.fraction < left - 1e-9
  })
}

function minimalSets(plan: Plan, judge: Judge): FailureTables['minimalSets'] {
  const hosts = plan.hosts.map((host) => host.id)
  const sets = [1, 2, 3].flatMap((count) => choices(hosts, count)).map((set) => ({ set, ...judge(set) }))
  const capabilities = Object.keys(plan.capabilities) as Capability[]
  const found = capabilities.map((capability) => {
    const deadly = sets
      .filter(({ capabilities: verdicts }) => isDeadly(verdicts[capability]))
      .map(({ set }) => set)
    const smallest = deadly.filter(
      (set) => !deadly.some((part) => part.length < set.length && part.every((host) => set.includes(host))),
    )
    return [capability, smallest] as const
  })
  return Object.fromEntries(found.filter(([, smallest]) => smallest.length > 0))
}

function isDeadly(verdict: FailureVerdict['capabilities'][Capability]): boolean {
  return verdict?.outcome === 'loses' || (verdict?.outcome === 'stops' && verdict.recoveryMs === null)
}
