// The contract of a check: a rule over a plan in one file, with an example that passes and one that fails. `npm run
// generate` lists the files of checks/ in its index and writes docs/generated/checks.{en,ko}.md from them.

import type { JsonObject, Plan } from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import type { Severity } from '../model/verdict.ts'
import type { PlanFacts } from './plan-facts.ts'

/** What checks are about: the chapters of their page. */
export type CheckTopic =
  | 'quorum'
  | 'copies'
  | 'redundancy'
  | 'balancing'
  | 'wiring'
  | 'addresses'
  | 'networks'
  | 'placement'
  | 'sizes'
  | 'operations'

/** One thing that a check found. */
export interface Found {
  /** Which case of the check, in a word: the second half of the code. */
  readonly case: string
  readonly message: Text
  readonly fix: Text
  /** JSON pointers into the declaration, the best first. */
  readonly at: readonly string[]
  readonly data: JsonObject
  /** Where this case weighs otherwise than the check usually does. */
  readonly severity?: Severity
}

/** Changes a plan for an example. */
export type PlanEdit = (plan: Plan) => Plan

/** A rule over a plan. */
export interface Check {
  /** The name of its file. */
  readonly id: string
  readonly topic: CheckTopic
  /** Numbers of the requirements that it stands for; giving one of them up (`relaxes`) makes its findings advice. */
  readonly rules: readonly string[]
  readonly severity: Severity
  /** Speaks of high availability: a platform for development (R-9.9 given up) is only advised of it. */
  readonly highAvailability?: boolean
  /** What holds where nothing is found, as a sentence. */
  readonly title: Text
  /** What goes wrong otherwise. */
  readonly why: Text
  find(facts: PlanFacts): readonly Found[]
  /** A platform of the shape `large` changed so that the check finds something. */
  readonly failing: PlanEdit
  /** One that comes close, yet passes; the shape as it is where nothing is said. */
  readonly passing?: PlanEdit
}

/** Declares a check: checks the shape at compile time, changes nothing. */
export function defineCheck(check: Check): Check {
  return check
}
