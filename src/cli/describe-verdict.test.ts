// What people read of a verdict: short, in their language, and nothing said twice.

import { describe, expect, it } from 'vitest'
import type { Language, Text } from '../model/text.ts'
import { runChecks } from '../verifier/run-checks.ts'
import { planned } from '../verifier/testing/planned.ts'
import { verifyPlan } from '../verifier/verify-plan.ts'
import { describeVerdict } from './describe-verdict.ts'
import { displayWidth } from './table.ts'

function lines(shape: string, language: Language): readonly string[] {
  const plan = planned(shape)
  return describeVerdict(plan, verifyPlan(plan, runChecks(plan)), (words: Text) => words[language])
}

describe.each(['en', 'ko'] as const)('the verdict in %s', (language) => {
  it.each(['compact-6', 'minimum', 'large'])('has tables of %s that fit 130 places', (shape) => {
    const rule = lines(shape, language).filter((line) => /^─[─ ]*$/.test(line))
    expect(rule.length).toBeGreaterThan(2)
    for (const line of rule) expect(displayWidth(line)).toBeLessThanOrEqual(130)
  })

  it('says what to do once for alike findings, and a line for each that was accepted', () => {
    const all = lines('compact-6', language)
    expect(all.length).toBeLessThan(180)
    const toDo = all.filter((line) => line.startsWith('  → '))
    expect(new Set(toDo).size).toBeGreaterThan(toDo.length - 3)
  })
})

describe('the verdict', () => {
  it('names what the guideline leaves single, with its cost and what would change it', () => {
    const all = lines('minimum', 'en').join('\n')
    expect(all).toMatch(/prometheus\/server +operations-1 +\d+ +observe/)
    expect(all).toMatch(/leaves it single \(R-2\.6\)\. Expected cost: about \d+ minutes a year/)
    expect(all).toContain('`services: { prometheus: { servers: 2 } }`')
    expect(all).not.toContain('Choose a shape with voters')
  })

  it('counts one in the singular', () => {
    const all = lines('compact-6', 'en')
    expect(all.join('\n')).not.toMatch(/\b1 (sets|errors|warnings|pieces)\b/)
    expect(all.join('\n')).toContain('1 set: compute-1')
  })
})
