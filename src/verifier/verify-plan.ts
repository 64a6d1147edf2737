// A plan → its verdict: every element, every pair of hosts, the smallest fatal sets (docs/verdict.md).

import { planSha256 } from '../model/canonical-json.ts'
import type { Capability, Plan } from '../model/plan.ts'
import type { ElementVerdict, FailureVerdict, Finding, Verdict } from '../model/verdict.ts'
import { availabilityOf, shareUsable } from './availability.ts'
import { compilePlan } from './compile-plan.ts'
import type { CompiledPlan } from './compiled-plan.ts'
import { type Evaluate, evaluator } from './evaluate-failure.ts'
import { failureOf, failureOfHosts } from './failure.ts'
import { defaultFigures } from './failure-rates.ts'
import { type HostClasses, hostClasses, instanceMarks } from './host-classes.ts'
import { classPairVerdicts, hostPairs } from './host-pairs.ts'
import { leftSingle } from './left-single.ts'
import { type MinimalSets, minimalSets } from './minimal-sets.ts'
import { verdictFindings } from './verdict-findings.ts'

/** The verdict on a plan. `findings` are those of the checks; the verdict's own come with them. */
export function verifyPlan(plan: Plan, findings: readonly Finding[] = []): Verdict {
  const compiled = compilePlan(plan)
  const evaluate = evaluator(compiled)
  const hosts = hostClasses(compiled, 'hosts')
  const singles = hosts.classes.map(({ hosts: [host = 0] }) => evaluate(failureOfHosts([host])))
  const pairVerdicts = classPairVerdicts(evaluate, hosts.classes)
  const sets = minimalSets(compiled, evaluate, hosts, singles, pairVerdicts)
  const elements = elementVerdicts(compiled, evaluate, hosts, singles)
  const single = leftSingle(plan, elements, defaultFigures)
  const availabilityParts = availabilityOf(compiled, evaluate, elements, defaultFigures)
  return {
    schemaVersion: 1,
    planSha256: planSha256(plan),
    elements,
    pairs: hostPairs(compiled, hosts, singles, pairVerdicts),
    minimalSets: byCapability(sets, ({ sets: listed }) => listed),
    minimalSetCounts: byCapability(sets, ({ count }) => count),
    availability: Object.fromEntries(
      Object.entries(availabilityParts).map(([capability, part]) => [capability, shareUsable(part)]),
    ),
    availabilityParts,
    leftSingle: single,
    findings: [...verdictFindings(plan, evaluate(failureOfHosts([])), elements, single), ...findings],
  }
}

function byCapability<T>(
  sets: ReadonlyMap<Capability, MinimalSets>,
  pick: (sets: MinimalSets) => T,
): Partial<Record<Capability, T>> {
  return Object.fromEntries([...sets].map(([capability, found]) => [capability, pick(found)]))
}

/** Every instance, host, failure domain and network by itself; instances that are alike share one evaluation. */
function elementVerdicts(
  compiled: CompiledPlan,
  evaluate: Evaluate,
  { classOf }: HostClasses,
  singles: readonly FailureVerdict[],
): readonly ElementVerdict[] {
  const { plan } = compiled
  const marks = instanceMarks(compiled)
  const known = new Map<string, FailureVerdict>()
  const verdictOnInstance = (id: string, number: number): FailureVerdict => {
    const likeness = `${marks[number]}|${classOf[compiled.hostOf[number] ?? -1]}`
    const verdict = known.get(likeness) ?? evaluate(failureOf(compiled, [id]))
    known.set(likeness, verdict)
    return verdict
  }
  return [
    ...plan.instances.map(({ id }, number) => ({ element: id, ...verdictOnInstance(id, number) })),
    ...plan.hosts.map(({ id }, number) => {
      const verdict = singles[classOf[number] ?? -1] ?? evaluate(failureOf(compiled, [id]))
      return { element: id, ...verdict }
    }),
    ...[...plan.failureDomains, ...plan.networks].map(({ id }) => ({
      element: id,
      ...evaluate(failureOf(compiled, [id])),
    })),
  ]
}
