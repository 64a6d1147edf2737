// The sum over pairs against every pair counted one by one.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HostId, Plan } from '../../model/plan.ts'
import type { CapabilityVerdict, ElementVerdict, PairVerdict, Verdict } from '../../model/verdict.ts'
import { effectOn, gravity, untouched, worseFirst } from './outcomes.ts'
import { gatherPairs } from './pair-facts.ts'

const effects: readonly CapabilityVerdict[] = [
  untouched,
  { outcome: 'degrades', fraction: 0.75, recoveryMs: 0 },
  { outcome: 'stops', fraction: 1, recoveryMs: 9_000 },
  { outcome: 'stops', fraction: 0, recoveryMs: null },
  { outcome: 'loses', fraction: 0, recoveryMs: null },
]

const failure = (effect: CapabilityVerdict) => ({
  capabilities: effect === untouched ? {} : { store: effect },
  lost: [],
  atRisk: [],
})

/** The union of two single losses: what an unlisted pair does at worst. */
function union(one: CapabilityVerdict, other: CapabilityVerdict): CapabilityVerdict {
  const worse = worseFirst(one, other) <= 0 ? one : other
  if (gravity(worse) !== 1 && gravity(worse) !== 2) return worse
  return { ...worse, fraction: Math.max(0, one.fraction + other.fraction - 1) }
}

interface Drawn {
  readonly plan: Plan
  readonly verdict: Verdict
  readonly hosts: readonly ElementVerdict[]
  readonly all: readonly CapabilityVerdict[]
}

const drawn: fc.Arbitrary<Drawn> = fc
  .tuple(
    fc.array(fc.constantFrom(...effects), { minLength: 2, maxLength: 6 }),
    fc.array(fc.constantFrom(undefined, ...effects), { minLength: 15, maxLength: 15 }),
  )
  .map(([singles, listed]) => {
    const hosts = singles.map(
      (effect, at): ElementVerdict => ({ element: `host/h-${at}`, ...failure(effect) }),
    )
    const worse: PairVerdict[] = []
    const all: CapabilityVerdict[] = []
    for (const [at, one] of hosts.entries()) {
      for (const other of hosts.slice(at + 1)) {
        const together = union(effectOn(one, 'store'), effectOn(other, 'store'))
        const drawnEffect = listed[all.length]
        // The verdict lists a pair only where it is worse than its two singles.
        const isWorse = drawnEffect !== undefined && gravity(drawnEffect) > gravity(together)
        if (isWorse) worse.push({ elements: [one.element, other.element], ...failure(drawnEffect) })
        all.push(isWorse ? drawnEffect : together)
      }
    }
    const planned = hosts.map(({ element }) => ({ id: element as HostId, group: 'h' }))
    return {
      plan: { hosts: planned, capabilities: { store: [] } } as unknown as Plan,
      verdict: { pairs: { count: all.length, worseCount: worse.length, worse } } as unknown as Verdict,
      hosts,
      all,
    }
  })

test('finds the gravest pair, and counts the pairs that are as grave', () => {
  fc.assert(
    fc.property(drawn, ({ plan, verdict, hosts, all }) => {
      const told = gatherPairs(plan, verdict, hosts).worst.get('store')
      const gravest = Math.max(...all.map(gravity))
      expect(told === undefined ? undefined : gravity(told.verdict)).toBe(gravest)
      expect(told?.asGrave).toBe(
        gravest === 0 ? all.length : all.filter((one) => gravity(one) === gravest).length,
      )
      expect(told?.of).toBe(all.length)
    }),
  )
})

test('never says that two hosts leave more than the worst pair does', () => {
  fc.assert(
    fc.property(drawn, ({ plan, verdict, hosts, all }) => {
      const told = gatherPairs(plan, verdict, hosts).worst.get('store')?.verdict ?? untouched
      const worst = [...all].sort(worseFirst)[0] ?? untouched
      expect(told.fraction).toBeLessThanOrEqual(worst.fraction + 1e-9)
    }),
  )
})

test('says that it counted only what is listed', () => {
  const pair: PairVerdict = { elements: ['host/a', 'host/b'], ...failure(effects[4] as CapabilityVerdict) }
  const verdict = { pairs: { count: 9, worseCount: 2, worse: [pair] } } as unknown as Verdict
  const plan = { hosts: [], capabilities: { store: [] } } as unknown as Plan
  expect(gatherPairs(plan, verdict, []).worst.get('store')?.atLeast).toBe(true)
})
