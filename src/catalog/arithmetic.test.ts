import { describe, expect, it } from 'vitest'
import { evaluate } from './arithmetic.ts'

describe('evaluate', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * (3 - 4) / 2', -1.5],
    ['10 - 2 - 3', 5],
    ['max(1, min(7, 5), 2)', 5],
    ['pow2(22)', 16],
    ['ceil(1.2) + floor(1.8)', 3],
  ])('%s is %d', (formula, value) => {
    expect(evaluate(formula, {})).toBe(value)
  })

  it('takes its inputs by name', () => {
    expect(evaluate('storedGiB * copies / 0.8', { storedGiB: 1000, copies: 2 })).toBe(2500)
  })

  it('does not round up what only binary fractions made a little more', () => {
    expect(evaluate('ceil(0.1 * 3 * 10)', {})).toBe(3)
    expect(evaluate('floor(0.29 * 100)', {})).toBe(29)
  })

  it.each(['', '1 +', '1 2', '(1', 'unknown', 'sqrt(4)', 'max(1', '1 % 2', ')'])(
    'refuses "%s"',
    (formula) => {
      expect(() => evaluate(formula, { known: 1 })).toThrow(/not a formula/)
    },
  )
})
