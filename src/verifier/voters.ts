// Roles whose instances vote.

import type { PlanFacts, RoleFacts } from './plan-facts.ts'

/** Every role that works by majority and has instances. */
export function voterRoles(facts: PlanFacts): readonly RoleFacts[] {
  return facts.roles.filter(({ rule, instances }) => rule.kind === 'majority' && instances.length > 0)
}
