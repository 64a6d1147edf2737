import { describe, expect, it } from 'vitest'
import type { CellOutcome, EvidenceCell } from './evidence.ts'
import { failureOf, failWhatIsTooLong, judge, observationOf, predictionOf, type Seen } from './judge-cell.ts'

const seen = (changes: Partial<Seen> = {}): Seen => ({
  confirmed: true,
  workedBefore: true,
  workedAfter: true,
  recoveryMs: 300,
  gapMs: 400,
  rhythmMs: 500,
  lost: 0,
  breaches: 0,
  ...changes,
})
const stops = (recoveryMs: number | null): CellOutcome => ({ outcome: 'stops', fraction: 1, recoveryMs })
const cell = (changes: Partial<EvidenceCell> = {}): EvidenceCell => ({
  element: 'host/a',
  fault: 'kill-host',
  capability: 'store',
  workload: 's3',
  predicted: stops(10_000),
  observed: { outcome: 'stops', fraction: 1, recoveryMs: 6_000 },
  acked: 10,
  lost: 0,
  unknown: 0,
  gapMs: 6_000,
  confirmed: true,
  verdict: 'pass',
  ...changes,
})

describe('a cell', () => {
  it('passes where a capability that is not touched goes on in its rhythm', () => {
    expect(judge(predictionOf(undefined), seen())).toBe('pass')
    expect(observationOf(seen()).outcome).toBe('survives')
  })

  it('fails where a capability that is not touched is gone for longer than its rhythm', () => {
    const gone = seen({ gapMs: 2_100, recoveryMs: 2_100 })
    expect(judge(predictionOf(undefined), gone)).toBe('fail')
    expect(observationOf(gone).outcome).toBe('stops')
  })

  it('passes up to its estimate and what the client’s rhythm hides, and fails beyond', () => {
    expect(judge(stops(10_000), seen({ gapMs: 12_000, recoveryMs: 9_000 }))).toBe('pass')
    expect(judge(stops(10_000), seen({ gapMs: 12_001, recoveryMs: 9_000 }))).toBe('fail')
    expect(judge(stops(10_000), seen({ gapMs: 9_000, recoveryMs: 12_001 }))).toBe('fail')
  })

  it('fails where a promise was broken, even where it is to be gone until repair', () => {
    expect(judge(predictionOf(undefined), seen({ breaches: 1 }))).toBe('fail')
    expect(judge(stops(null), seen({ breaches: 1, recoveryMs: undefined, gapMs: 90_000 }))).toBe('fail')
    expect(failureOf(cell({ verdict: 'fail', breaches: ['stale-read: read 1 after 2'] }))).toBe(
      'stale-read: read 1 after 2',
    )
  })

  it('fails where it does not work once the fault is healed', () => {
    expect(judge(stops(null), seen({ workedAfter: false, recoveryMs: undefined }))).toBe('fail')
  })

  it('passes without a prediction what works once it is over, however long it took', () => {
    const slow = seen({ recoveryMs: undefined, gapMs: 90_000 })
    expect(judge(null, slow)).toBe('pass')
    expect(judge(null, { ...slow, workedAfter: false })).toBe('fail')
    expect(judge(null, { ...slow, lost: 1 })).toBe('fail')
    expect(judge(null, { ...slow, confirmed: false })).toBe('unknown')
  })

  it('fails where it did not come back, though it should have', () => {
    expect(judge(stops(10_000), seen({ recoveryMs: undefined, gapMs: 90_000 }))).toBe('fail')
    expect(observationOf(seen({ recoveryMs: undefined }))).toEqual({
      outcome: 'stops',
      fraction: 0,
      recoveryMs: null,
    })
  })

  it('fails where it came back by itself, though only repair was to bring it back', () => {
    expect(judge(stops(null), seen())).toBe('fail')
    expect(judge(stops(null), seen({ recoveryMs: undefined, gapMs: 90_000 }))).toBe('pass')
  })

  it('fails where anything acknowledged is gone that is not given up', () => {
    expect(judge(stops(10_000), seen({ lost: 1 }))).toBe('fail')
    expect(observationOf(seen({ lost: 1 })).outcome).toBe('loses')
    expect(judge({ outcome: 'loses', fraction: 1, recoveryMs: 10_000 }, seen({ lost: 1 }))).toBe('pass')
  })

  it('is unknown where the fault is not confirmed, or nothing worked before it', () => {
    expect(judge(predictionOf(undefined), seen({ confirmed: false }))).toBe('unknown')
    expect(judge(predictionOf(undefined), seen({ workedBefore: false }))).toBe('unknown')
  })
})

describe('an estimate', () => {
  it('is held against the longest gap of the cells that it is for', () => {
    const cells = [cell({ gapMs: 500 }), cell({ element: 'host/b', gapMs: 6_000 })]
    expect(failWhatIsTooLong(cells)).toEqual(cells)
  })

  it('fails the cell with that gap where it is more than twice as long and two seconds', () => {
    const cells = [cell({ gapMs: 500 }), cell({ element: 'host/b', gapMs: 3_999 })]
    const [first, second] = failWhatIsTooLong(cells)
    expect([first?.verdict, second?.verdict]).toEqual(['pass', 'fail'])
    expect(second && failureOf(second)).toBe('the estimate is too long')
  })

  it('of one client or kind of fault says nothing of another', () => {
    const cells = [cell({ gapMs: 6_000 }), cell({ workload: 'trino', gapMs: 500 })]
    expect(failWhatIsTooLong(cells).map(({ verdict }) => verdict)).toEqual(['pass', 'fail'])
  })

  it('is not judged by cells that prove nothing', () => {
    const cells = [cell({ gapMs: 500, verdict: 'unknown' })]
    expect(failWhatIsTooLong(cells)).toEqual(cells)
  })
})
