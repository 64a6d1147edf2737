// All checks over a plan → findings with their places in the user's file.

import type { Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import type { Finding } from '../model/verdict.ts'
import type { Check, Found } from './check.ts'
import { checks } from './checks/index.gen.ts'
import { findingPlace } from './finding-place.ts'
import { type PlanFacts, planFacts } from './plan-facts.ts'

/** The rule that a platform for development gives up. */
const developmentRule = 'R-9.9'

/** Everything that the checks find, in order of check and of what it looks at. */
export function runChecks(plan: Plan, chosen: readonly Check[] = checks): readonly Finding[] {
  const facts = planFacts(plan)
  return chosen.flatMap((check) => runCheck(check, facts))
}

function runCheck(check: Check, facts: PlanFacts): readonly Finding[] {
  const { plan } = facts
  const givenUp = plan.relaxes.find(
    ({ rule }) => check.rules.includes(rule) || (check.highAvailability === true && rule === developmentRule),
  )
  return check.find(facts).map((found): Finding => {
    const finding = {
      check: check.id,
      severity: found.severity ?? check.severity,
      code: `${check.id}.${found.case}`,
      message: found.message,
      why: check.why,
      fix: found.fix,
      at: findingPlace(plan, found.at),
      data: check.rules.length === 0 ? found.data : { rules: check.rules, ...found.data },
    }
    return givenUp === undefined ? finding : { ...finding, ...accepted(check, found, givenUp) }
  })
}

/** What a rule that was given up makes of a finding: it is told, not held against the plan. */
function accepted(
  check: Check,
  found: Found,
  { rule, why, text: words }: Plan['relaxes'][number],
): Pick<Finding, 'severity' | 'why' | 'data'> {
  const reason: Text = text(
    `${check.why.en} Accepted: ${rule} is given up (${words?.en ?? why}).`,
    `${check.why.ko} 감수하기로 함: ${rule} 포기(${words?.ko ?? why}).`,
  )
  return { severity: 'advice', why: reason, data: { rules: check.rules, ...found.data, relaxed: rule } }
}
