// Roles with so many instances that a few hosts do not matter: how much of the time all that is left of them may fail.

import { absent, type CompiledPlan } from './compiled-plan.ts'
import { type ReliabilityFigures, unavailabilityOf } from './failure-rates.ts'
import { shareOfAtLeast } from './likely-states.ts'
import { isFragile } from './minimal-sets.ts'

/**
 * Tells for some roles no more than the share of time in which one of them breaks its rule by the failure of its own hosts,
 * for all roles whose hosts are not judged one by one. Three or more failure domains at once count as if they took all of
 * them. Works out each role once.
 */
export function allFailTogether(
  compiled: CompiledPlan,
  { rates }: ReliabilityFigures,
): (roles: ReadonlySet<number>) => number {
  const known = new Map<number, number>()
  return (roles) => {
    let total = 0
    for (const role of roles) {
      const share = known.get(role) ?? togetherShareOf(compiled, role, rates)
      known.set(role, share)
      total += share
    }
    return total
  }
}

function togetherShareOf(compiled: CompiledPlan, role: number, rates: ReliabilityFigures['rates']): number {
  const { instances = [], rule } = compiled.roles[role] ?? {}
  if (rule === undefined || rule.kind === 'per-host' || isFragile(compiled, role)) return 0
  const domains = compiled.plan.failureDomains.map(({ kind }) => unavailabilityOf(rates[kind]))
  const anyDomain = domains.reduce((sum, share) => sum + share, 0)
  const hostShare = unavailabilityOf(rates.host)
  const broken = rule.kind === 'majority' ? Math.ceil(instances.length / 2) : instances.length
  const known = new Map<number, number>()
  /** With so many of its instances taken by failure domains, the share of time in which too few of the others work. */
  const brokenShare = (taken: number): number => {
    const share =
      known.get(taken) ??
      shareOfAtLeast({ size: instances.length - taken, unavailability: hostShare }, broken - taken)
    known.set(taken, share)
    return share
  }
  const takes = instancesIn(compiled, instances)
  let total = brokenShare(0) + anyDomain ** 3 / 6
  for (const [one, share] of domains.entries()) {
    const taken = takes[one] ?? 0
    total += share * brokenShare(taken)
    for (let other = 0; other < one; other += 1) {
      const both = Math.min(instances.length, taken + (takes[other] ?? 0))
      total += share * (domains[other] ?? 0) * brokenShare(both)
    }
  }
  return total
}

/** How many of these instances each failure domain takes with it. */
function instancesIn(
  { hostOf, domainMembers }: CompiledPlan,
  instances: readonly number[],
): readonly number[] {
  const onHost = new Map<number, number>()
  for (const instance of instances) {
    const host = hostOf[instance] ?? absent
    onHost.set(host, (onHost.get(host) ?? 0) + 1)
  }
  return domainMembers.map((members) => members.reduce((sum, host) => sum + (onHost.get(host) ?? 0), 0))
}
