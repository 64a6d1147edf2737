import { describe, expect, it } from 'vitest'
import { faultWindow, type Operation } from './history.ts'

const operation = (startMs: number, endMs: number, outcome: Operation['outcome'] = 'ok'): Operation => ({
  workload: 'w',
  kind: 'write',
  startMs,
  endMs,
  outcome,
})

describe('faultWindow', () => {
  it('measures the gap from the last success before the fault to the first after it', () => {
    const window = faultWindow(
      [operation(0, 900), operation(1_000, 6_000), operation(6_000, 6_100)],
      1_500,
      10_000,
    )
    expect(window.gapMs).toBe(5_100)
  })

  it('counts as recovery only what was begun after the fault', () => {
    const window = faultWindow([operation(1_000, 6_000), operation(6_000, 6_100)], 1_500, 10_000)
    expect(window.recoveryMs).toBe(4_600)
  })

  it('has no recovery and a gap to the end of the window when nothing succeeds again', () => {
    const window = faultWindow([operation(0, 900), operation(2_000, 3_000, 'fail')], 1_000, 61_000)
    expect(window).toMatchObject({ recoveryMs: undefined, gapMs: 60_100, failed: 1, ok: 0 })
  })

  it('says when nothing worked before the fault, so that the window proves nothing', () => {
    expect(faultWindow([operation(2_000, 3_000)], 1_000, 9_000).workedBefore).toBe(false)
  })
})
