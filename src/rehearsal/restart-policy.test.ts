import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countEnd, restartDelayMs, stableMs } from './restart-policy.ts'

describe('the restart policy', () => {
  const restart = { delayMs: 1_000, maxDelayMs: 15_000 }

  it('waits the plain delay after the first end and doubles it after each further one', () => {
    expect([1, 2, 3, 4].map((endsInARow) => restartDelayMs(restart, { endsInARow }))).toEqual([
      1_000, 2_000, 4_000, 8_000,
    ])
  })
  it('never waits longer than the longest delay, and never shorter than before', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (endsInARow) => {
        const delay = restartDelayMs(restart, { endsInARow })
        expect(delay).toBeLessThanOrEqual(restart.maxDelayMs)
        expect(restartDelayMs(restart, { endsInARow: endsInARow + 1 })).toBeGreaterThanOrEqual(delay)
      }),
    )
  })
  it('forgets earlier ends once the instance was ready for long enough', () => {
    expect(countEnd({ endsInARow: 4 }, stableMs)).toEqual({ endsInARow: 1 })
  })
  it('remembers them when it was ready only shortly or not at all', () => {
    expect(countEnd({ endsInARow: 4 }, stableMs - 1)).toEqual({ endsInARow: 5 })
    expect(countEnd({ endsInARow: 4 }, undefined)).toEqual({ endsInARow: 5 })
  })
})
