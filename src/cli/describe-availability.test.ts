import { describe, expect, it } from 'vitest'
import type { Verdict } from '../model/verdict.ts'
import { planned } from '../verifier/testing/planned.ts'
import { verifyPlan } from '../verifier/verify-plan.ts'
import { availabilityTable } from './describe-availability.ts'

const plan = planned('minimum')
const part = { downShare: 1e-5, takeoverShare: 0, lossShare: 0, unexaminedShare: 0 }
const rowOf = (share: number): string => {
  const verdict: Verdict = {
    ...verifyPlan(plan),
    availability: { store: share },
    availabilityParts: { store: part },
  }
  return availabilityTable(plan, verdict, (words) => words.en).find((line) => line.startsWith('store')) ?? ''
}

describe('availabilityTable', () => {
  it('says percent and minutes a year', () => {
    expect(rowOf(0.9999852)).toMatch(/^store +99\.9985 % +7\.8 +5\.3 +0\.0 +0\.0$/)
  })

  it('never rounds up to a hundred percent', () => {
    expect(rowOf(0.999999996)).toContain('99.9999996')
    expect(rowOf(0.9976)).toContain('99.76 %')
    expect(rowOf(0)).toContain(' 0.00 %')
  })
})
