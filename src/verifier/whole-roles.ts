// Roles with so many instances that a few hosts do not matter: how much of the time all that is left of them may fail.

import { absent, type CompiledPlan } from './compiled-plan.ts'
import { type ReliabilityFigures, unavailabilityOf } from './failure-rates.ts'
import { shareOfAtLeast } from './likely-states.ts'
import { isFragile } from './minimal-sets.ts'

/**
 * No more than the share of time in which one of these roles breaks its rule by the failure of its own hosts, for all
 * roles whose hosts are not judged one by one. Two or more failure domains at once count as if they took all of them.
 */
export function allFailTogetherShare(
  compiled: CompiledPlan,
  roles: ReadonlySet<number>,
  figures: ReliabilityFigures,
): number {
  const { rates } = figures
  const domains = compiled.plan.failureDomains.map(({ kind }, number) => ({
    unavailability: unavailabilityOf(rates[kind]),
    hosts: new Set(compiled.domainMembers[number]),
  }))
  const oneShare = domains.reduce((sum, { unavailability }) => sum + unavailability, 0)
  let share = 0
  for (const role of roles) {
    const { instances = [], rule } = compiled.roles[role] ?? {}
    if (rule === undefined || rule.kind === 'per-host' || isFragile(compiled, role)) continue
    const hosts = instances.map((instance) => compiled.hostOf[instance] ?? absent)
    const broken = rule.kind === 'majority' ? Math.ceil(instances.length / 2) : instances.length
    share += brokenShare(hosts.length, broken)
    for (const { hosts: members, unavailability } of domains) {
      const fallen = hosts.filter((host) => members.has(host)).length
      share += unavailability * brokenShare(hosts.length - fallen, broken - fallen)
    }
    share += oneShare ** 2 / 2
  }
  return share

  function brokenShare(left: number, least: number): number {
    return shareOfAtLeast({ size: left, unavailability: unavailabilityOf(rates.host) }, least)
  }
}
