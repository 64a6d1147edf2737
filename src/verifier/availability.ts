// How much of the time each capability can be used (docs/verdict.md, "Availability"): what is down, by the likeliest
// states of the platform; the gaps of takeovers; and data that is lost before its copies are made again.

import type { Capability } from '../model/plan.ts'
import type { AvailabilityPart, ElementVerdict, FailureVerdict } from '../model/verdict.ts'
import { rolesBehind } from './capability-closures.ts'
import { absent, type CompiledPlan } from './compiled-plan.ts'
import { lossShare } from './data-loss.ts'
import type { Evaluate } from './evaluate-failure.ts'
import { failureOf } from './failure.ts'
import {
  type FailingKind,
  failuresPerHour,
  type ReliabilityFigures,
  unavailabilityOf,
} from './failure-rates.ts'
import { type HostClass, hostClasses } from './host-classes.ts'
import { type FailedCounts, type FailingUnit, shareOfTimeDown } from './likely-states.ts'
import { isFragile, singledOut } from './minimal-sets.ts'
import { allFailTogether } from './whole-roles.ts'

/** States that are judged at most for a capability, and the share of time that need not be judged: 3 s a year. */
const bounds = { tolerance: 1e-7, limit: 3_000 }

const hourMs = 3_600_000

/** Several alike hosts, or one failure domain or network, as it stands in the failures that are judged. */
interface Unit extends FailingUnit {
  /** Ids of its elements; any of them may stand for the others. */
  readonly ids: readonly string[]
}

/** The availability of every capability, with what it is made of. */
export function availabilityOf(
  compiled: CompiledPlan,
  evaluate: Evaluate,
  elements: readonly ElementVerdict[],
  figures: ReliabilityFigures,
): Readonly<Partial<Record<Capability, AvailabilityPart>>> {
  const { classes } = hostClasses(compiled)
  const togetherShare = allFailTogether(compiled, figures)
  const judged = new Map<string, FailureVerdict>()
  const judge = (ids: readonly string[]): FailureVerdict => {
    const key = ids.join()
    const verdict = judged.get(key) ?? evaluate(failureOf(compiled, ids))
    judged.set(key, verdict)
    return verdict
  }
  return Object.fromEntries(
    compiled.capabilities.map((capability) => {
      const roles = rolesBehind(compiled, capability)
      const units = unitsBehind(compiled, classes, roles, figures)
      const isDown = (failed: FailedCounts) =>
        isUnusable(
          judge(failed.flatMap(({ unit, count }) => units[unit]?.ids.slice(0, count) ?? [])),
          capability.id,
        )
      const { down, unexamined } = shareOfTimeDown(units, isDown, bounds)
      const part = {
        downShare: down,
        takeoverShare: takeoverShare(compiled, capability.id, elements, figures),
        lossShare: lossShare(compiled, capability, figures),
        unexaminedShare: Math.min(1 - down, unexamined + togetherShare(roles)),
      }
      return [capability.id, part]
    }),
  )
}

/** Time that is not examined counts as time in which nothing works. */
export function shareUsable({
  downShare,
  takeoverShare,
  lossShare: lost,
  unexaminedShare,
}: AvailabilityPart): number {
  return Math.max(0, 1 - downShare - takeoverShare - lost - unexaminedShare)
}

function isUnusable({ capabilities }: FailureVerdict, id: Capability): boolean {
  const { outcome, recoveryMs } = capabilities[id] ?? {}
  return outcome === 'loses' || (outcome === 'stops' && recoveryMs === null)
}

/**
 * What fails by itself and matters: alike hosts together, each failure domain and network. Hosts of which there are so
 * many that a few do not matter are left out; `allFailTogetherShare` bounds what that leaves out.
 */
function unitsBehind(
  { plan, ...compiled }: CompiledPlan,
  classes: readonly HostClass[],
  roles: ReadonlySet<number>,
  { rates }: ReliabilityFigures,
): readonly Unit[] {
  const whole = { plan, ...compiled }
  const special = singledOut(whole)
  const fragile = new Set([...roles].filter((role) => isFragile(whole, role)))
  const matters = ({ hosts: [host = absent] }: HostClass) =>
    (compiled.instancesOn[host] ?? []).some((instance) => {
      const role = compiled.roleOf[instance] ?? absent
      return fragile.has(role) || (roles.has(role) && special.has(instance))
    })
  const unit = (kind: FailingKind, ids: readonly string[]): Unit => ({
    ids,
    size: ids.length,
    unavailability: unavailabilityOf(rates[kind]),
  })
  return [
    ...plan.networks.map(({ id }) => unit('network', [id])),
    ...plan.failureDomains.map(({ id, kind }) => unit(kind, [id])),
    ...classes.filter(matters).map(({ hosts }) =>
      unit(
        'host',
        hosts.flatMap((host) => plan.hosts[host]?.id ?? []),
      ),
    ),
  ]
}

/** Each failure of one element that others take over costs its gap. Gaps while something else is down are not counted. */
function takeoverShare(
  { plan }: CompiledPlan,
  capability: Capability,
  elements: readonly ElementVerdict[],
  { rates }: ReliabilityFigures,
): number {
  const kinds = new Map<string, FailingKind>([
    ...plan.hosts.map(({ id }) => [id, 'host'] as const),
    ...plan.failureDomains.map(({ id, kind }) => [id, kind] as const),
    ...plan.networks.map(({ id }) => [id, 'network'] as const),
  ])
  let share = 0
  for (const { element, capabilities } of elements) {
    const kind = kinds.get(element)
    const gapMs = capabilities[capability]?.recoveryMs ?? 0
    if (kind !== undefined) share += (failuresPerHour(rates[kind]) * gapMs) / hourMs
  }
  return Math.min(1, share)
}
