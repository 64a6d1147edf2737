// What the page says of sizes and placement.

import { expect, test } from 'vitest'
import type { Plan } from '../../../model/plan.ts'
import { planOfShape, sampleFacts } from '../../testing/sample-verdict.ts'
import { loadSection } from './load.ts'

const minimum = planOfShape('minimum')

function words(plan: Plan, language: 'ko' | 'en'): string {
  return JSON.stringify(loadSection(sampleFacts(plan, language)))
}

test('says that the load is carried, and that the placement is proved', () => {
  expect(words(minimum, 'en')).toContain('What is planned carries this load.')
  expect(words(minimum, 'en')).toContain('it is proved that no placement on these 17 hosts is better')
  expect(words(minimum, 'ko')).not.toContain('모자람')
})

test('puts what is too little first and says how much of it there is', () => {
  const sizing = (minimum.sizing ?? []).map((number) =>
    number.about === 'trino/worker' && number.what === 'instances' ? { ...number, needed: 99 } : number,
  )
  const text = words({ ...minimum, sizing }, 'en')
  expect(text).toContain('1 number of the plan is below what this load asks for')
  expect(text.indexOf('too little')).toBeLessThan(text.indexOf('enough'))
})

test('says nothing that a plan of an earlier release does not know', () => {
  const { sizing: _sizing, placement: _placement, ...earlier } = minimum
  expect(words(earlier, 'en')).toContain('This plan says nothing about it.')
})
