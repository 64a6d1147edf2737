// A verifier held against the oracle: every failure of up to three elements of a platform, then the tables of its verdict.

import type { Capability, Plan } from '../../src/model/plan.ts'
import type { FailureVerdict } from '../../src/model/verdict.ts'
import { simulationOf } from './simulate.ts'
import { choices, elementsOf, type FailureTables, failureTables } from './whole-verdict.ts'

/** What is held against the oracle: a way to evaluate failures of a plan, and the tables of its whole verdict. */
export interface Verifier {
  readonly evaluatorOf: (plan: Plan) => (failed: readonly string[]) => FailureVerdict
  readonly tablesOf: (plan: Plan) => FailureTables
}

/** A plan with what the oracle says of it. The oracle is slow: it is asked once for each failure, and only when needed. */
export interface Examined {
  readonly plan: Plan
  readonly failures: readonly (readonly string[])[]
  /** A failure's verdict in a form that can be compared. */
  readonly expected: (failed: readonly string[]) => string
  /** The same of the tables of a verdict, line by line. */
  readonly expectedTables: () => readonly string[]
}

/** A plan with all its failures of up to `upTo` elements, smallest first. */
export function examine(plan: Plan, upTo = 3): Examined {
  const simulate = simulationOf(plan)
  const elements = elementsOf(plan)
  const known = new Map<readonly string[], string>()
  const failures = [0, 1, 2, 3].slice(0, upTo + 1).flatMap((count) => choices(elements, count))
  let tables: readonly string[] | undefined
  return {
    plan,
    failures,
    expected: (failed) => {
      const verdict = known.get(failed) ?? print(simulate(failed))
      known.set(failed, verdict)
      return verdict
    },
    expectedTables: () => {
      tables ??= printTables(plan, failureTables(plan, simulate))
      return tables
    },
  }
}

/** What the verifier says of a failure otherwise than the oracle, as `failure, both answers`; undefined where they agree. */
export function differenceInFailures(verifier: Verifier, examined: Examined): string | undefined {
  const evaluate = verifier.evaluatorOf(examined.plan)
  for (const failed of examined.failures) {
    const found = print(evaluate(failed))
    const expected = examined.expected(failed)
    if (found !== expected) {
      return `failure of ${failed.join(' + ') || 'nothing'}\n  verifier: ${found}\n  oracle:   ${expected}`
    }
  }
  return undefined
}

/** The same for elements, pairs and minimal sets: the lines that only one of them has. */
export function differenceInTables(verifier: Verifier, examined: Examined): string | undefined {
  const found = printTables(examined.plan, verifier.tablesOf(examined.plan))
  const expected = examined.expectedTables()
  if (found.join('\n') === expected.join('\n')) return undefined
  const only = (name: string, one: readonly string[], other: readonly string[]) =>
    one.filter((line) => !other.includes(line)).map((line) => `  only ${name}: ${line}`)
  const lines = [...only('verifier', found, expected), ...only('oracle', expected, found)]
  return ['tables', ...(lines.length > 0 ? lines : ['  the same lines in another order'])].join('\n')
}

/** A verdict as text: capabilities by name, fractions to nine places, for two ways to multiply them. */
function print({ capabilities, lost, atRisk }: FailureVerdict): string {
  const outcomes = Object.entries(capabilities)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([capability, { outcome, fraction, recoveryMs }]) =>
        `${capability} ${outcome} ${Number(fraction.toFixed(9))} ${recoveryMs === null ? 'until repair' : `${recoveryMs} ms`}`,
    )
  return [...outcomes, `lost [${lost}]`, `at risk [${atRisk}]`].join(', ')
}

function printTables(plan: Plan, { elements, pairs, minimalSets, minimalSetCounts }: FailureTables) {
  const capabilities = Object.keys(plan.capabilities) as Capability[]
  return [
    ...elements.map((element) => `element ${element.element}: ${print(element)}`),
    `pairs ${pairs.count}, ${pairs.worseCount} of them worse`,
    ...pairs.worse.map((pair) => `worse ${pair.elements.join(' + ')}: ${print(pair)}`),
    ...capabilities.flatMap((capability) => [
      `minimal for ${capability}: ${minimalSetCounts[capability] ?? 0} sets`,
      ...(minimalSets[capability] ?? []).map((set) => `minimal for ${capability}: ${set.join(' + ')}`),
    ]),
  ]
}
