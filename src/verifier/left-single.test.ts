import { describe, expect, it } from 'vitest'
import { planned } from './testing/planned.ts'
import { smallPlan } from './testing/small-plan.ts'
import { verifyPlan } from './verify-plan.ts'

describe('what stands there only once', () => {
  it('is told with what stops with it and for how long in a year', () => {
    const { leftSingle, availability } = verifyPlan(planned('minimum'))
    expect(leftSingle.map(({ role, stops }) => [role, stops])).toEqual([
      ['prometheus/server', ['observe']],
      ['spark/history', []],
    ])
    const minutes = leftSingle.find(({ role }) => role === 'prometheus/server')?.minutesAYear ?? 0
    const unusable = (1 - (availability.observe ?? 1)) * 525_960
    expect(minutes).toBeGreaterThan(0.8 * unusable)
    expect(minutes).toBeLessThanOrEqual(unusable)
  })

  it('is a warning with its own advice where the guideline leaves it so, and an error where not', () => {
    const alone = { on: ['a'], rule: { kind: 'single' } } as const
    const capabilities = { observe: ['prometheus/server'], query: ['app/web'] } as const
    const plan = smallPlan({ roles: { 'prometheus/server': alone, 'app/web': alone }, capabilities })
    expect(
      verifyPlan(plan).findings.map(({ code, severity, data }) => [code, severity, data.capability]),
    ).toEqual([
      ['verdict.left-single', 'warning', 'observe'],
      ['verdict.one-host-stops', 'error', 'query'],
    ])
  })
})
