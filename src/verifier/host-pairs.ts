// Every pair of hosts that fails together, where that is worse than the two failures alone (docs/verdict.md, "Pairs").

import type { FailureVerdict, Outcome, PairVerdict } from '../model/verdict.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import type { Evaluate } from './evaluate-failure.ts'
import { failureOfHosts } from './failure.ts'
import type { HostClass, HostClasses } from './host-classes.ts'

/** How bad an outcome is; higher is worse. */
export const outcomeRank: Readonly<Record<Outcome, number>> = { survives: 0, degrades: 1, stops: 2, loses: 3 }

/** Pairs that are listed at most; the number of all that are worse is exact. */
export const listedPairsLimit = 100_000

/** Room for two fractions that were multiplied in another order. */
const fractionTolerance = 1e-9

/** All pairs of hosts. */
export interface HostPairs {
  readonly count: number
  readonly worseCount: number
  /** In plan order, at most `listedPairsLimit`. */
  readonly worse: readonly PairVerdict[]
}

/** What the loss of two hosts of each two classes does, by the numbers of the classes, the smaller first. */
export type ClassPairVerdicts = ReadonlyMap<number, FailureVerdict>

/** The key of two classes in `ClassPairVerdicts`. */
export function classPairKey(one: number, other: number, classes: number): number {
  return Math.min(one, other) * classes + Math.max(one, other)
}

/** Evaluates one pair of hosts for each two classes that have one. */
export function classPairVerdicts(evaluate: Evaluate, classes: readonly HostClass[]): ClassPairVerdicts {
  const verdicts = new Map<number, FailureVerdict>()
  for (const [one, { hosts }] of classes.entries()) {
    for (let other = one; other < classes.length; other += 1) {
      const first = hosts[0]
      const second = classes[other]?.hosts[other === one ? 1 : 0]
      if (first === undefined || second === undefined) continue
      verdicts.set(classPairKey(one, other, classes.length), evaluate(failureOfHosts([first, second])))
    }
  }
  return verdicts
}

/** Judges every pair of hosts by its classes, and lists those that are worse than their single failures. */
export function hostPairs(
  compiled: CompiledPlan,
  { classes, classOf }: HostClasses,
  singles: readonly FailureVerdict[],
  pairs: ClassPairVerdicts,
): HostPairs {
  const worsePartners = classes.map((): number[] => [])
  let worseCount = 0
  for (const [key, verdict] of pairs) {
    const one = Math.floor(key / classes.length)
    const other = key % classes.length
    const [first, second] = [singles[one], singles[other]]
    if (first === undefined || second === undefined || !isWorse(verdict, first, second)) continue
    worsePartners[one]?.push(other)
    if (other !== one) worsePartners[other]?.push(one)
    const [size = 0, otherSize = 0] = [classes[one]?.hosts.length, classes[other]?.hosts.length]
    worseCount += one === other ? (size * (size - 1)) / 2 : size * otherSize
  }
  const hosts = compiled.plan.hosts.length
  const partnersOf = worsePartners.map((others) =>
    Int32Array.from(others.flatMap((other) => classes[other]?.hosts ?? [])).sort(),
  )
  const worse: PairVerdict[] = []
  for (let host = 0; host < hosts && worse.length < listedPairsLimit; host += 1) {
    const own = classOf[host] ?? 0
    for (const partner of partnersOf[own] ?? []) {
      if (partner <= host) continue
      if (worse.length >= listedPairsLimit) break
      const verdict = pairs.get(classPairKey(own, classOf[partner] ?? 0, classes.length))
      const [first, second] = [compiled.plan.hosts[host]?.id, compiled.plan.hosts[partner]?.id]
      if (verdict === undefined || first === undefined || second === undefined) continue
      const { capabilities, lost, atRisk } = verdict
      worse.push({ elements: [first, second], capabilities, lost, atRisk })
    }
  }
  return { count: (hosts * (hosts - 1)) / 2, worseCount, worse }
}

/** Whether two failures together do more than what each does alone. */
function isWorse(pair: FailureVerdict, one: FailureVerdict, other: FailureVerdict): boolean {
  if (pair.lost.some((dataset) => !one.lost.includes(dataset) && !other.lost.includes(dataset))) return true
  return Object.entries(pair.capabilities).some(([id, verdict]) => {
    const capability = id as keyof FailureVerdict['capabilities']
    const alone = [one.capabilities[capability], other.capabilities[capability]]
    const worst = Math.max(...alone.map((single) => outcomeRank[single?.outcome ?? 'survives']))
    if (outcomeRank[verdict.outcome] > worst) return true
    const bothStop = verdict.outcome === 'stops' && worst === outcomeRank.stops
    if (bothStop && verdict.recoveryMs === null && alone.every((single) => single?.recoveryMs !== null)) {
      return true
    }
    const [first = 1, second = 1] = alone.map((single) => single?.fraction)
    return verdict.fraction < first + second - 1 - fractionTolerance
  })
}
