// The verdict on a plan, checks and all: what commands that speak of failures ask.

import type { Plan } from '../model/plan.ts'
import type { Verdict } from '../model/verdict.ts'
import { cliErrors } from './errors.ts'

/** JOIN: becomes `verifyPlan(plan, runChecks(plan))` once the verifier and the checks are merged. */
export function verdictOf(_plan: Plan): Verdict {
  throw cliErrors.noRenderer({ target: 'documents', known: ['hosts'] })
}
