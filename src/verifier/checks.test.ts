// Every check by its own examples, and all of them over every shape.

import { describe, expect, it } from 'vitest'
import { shapes } from '../planner/shapes.ts'
import { checks } from './checks/index.gen.ts'
import { runChecks } from './run-checks.ts'
import { planned } from './testing/planned.ts'

const large = planned('large')

describe.each(checks.map((check) => [check.id, check] as const))('the check %s', (id, check) => {
  it('finds nothing where its rule holds', () => {
    const plan = check.passing === undefined ? large : check.passing(large)
    expect(runChecks(plan, [check])).toEqual([])
  })

  it('finds what breaks its rule, and says where, why and what to do', () => {
    const findings = runChecks(check.failing(large), [check])
    expect(findings.length).toBeGreaterThan(0)
    for (const { code, message, why, fix, at } of findings) {
      expect(code.startsWith(`${id}.`)).toBe(true)
      expect(at.line).toBeGreaterThan(0)
      for (const words of [message, why, fix]) {
        expect(words.en).toMatch(/[.?)]$/)
        expect(words.ko).toMatch(/[가-힣]/)
        expect(`${words.en}${words.ko}`).not.toMatch(/undefined|NaN|\[object/)
      }
    }
  })

  it('rests on rules by their numbers', () => {
    for (const rule of check.rules) expect(rule).toMatch(/^R-\d+(\.\d+)?$/)
  })
})

describe('all checks', () => {
  it.each([...shapes.keys()])('find no error in %s', (shape) => {
    const plan = shape === 'large' ? large : planned(shape)
    expect(runChecks(plan).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
