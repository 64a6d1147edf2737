// What a failure does to a capability, and which of several effects is the worst.

import type { Capability } from '../../model/plan.ts'
import type { CapabilityVerdict, FailureVerdict } from '../../model/verdict.ts'

/** What a capability that no one notices anything of is: left out of verdicts. */
export const untouched: CapabilityVerdict = { outcome: 'survives', fraction: 1, recoveryMs: 0 }

/** How bad: 0 unharmed, 1 less capacity, 2 a pause, 3 down until repaired, 4 data lost. */
export function gravity(verdict: CapabilityVerdict): 0 | 1 | 2 | 3 | 4 {
  switch (verdict.outcome) {
    case 'survives':
      return 0
    case 'degrades':
      return 1
    case 'stops':
      return verdict.recoveryMs === null ? 3 : 2
    case 'loses':
      return 4
  }
}

/** Negative when `a` is worse than `b`: by gravity, then by what is left, then by how long it takes. */
export function worseFirst(a: CapabilityVerdict, b: CapabilityVerdict): number {
  return gravity(b) - gravity(a) || a.fraction - b.fraction || (b.recoveryMs ?? 0) - (a.recoveryMs ?? 0)
}

/** What a failure does to one capability. */
export function effectOn(failure: FailureVerdict, capability: Capability): CapabilityVerdict {
  return failure.capabilities[capability] ?? untouched
}

/** The worst effect among several failures, and how many of them are as grave. */
export interface Worst {
  readonly verdict: CapabilityVerdict
  readonly asGrave: number
  readonly of: number
  /** `asGrave` counts what the verdict lists, and it does not list all. */
  readonly atLeast?: boolean
}

/** The worst of several effects; of none, the untouched one. */
export function worstOf(verdicts: readonly CapabilityVerdict[]): Worst {
  let worst = untouched
  for (const verdict of verdicts) if (worseFirst(verdict, worst) < 0) worst = verdict
  const asGrave = verdicts.filter((verdict) => gravity(verdict) === gravity(worst)).length
  return { verdict: worst, asGrave, of: verdicts.length }
}
