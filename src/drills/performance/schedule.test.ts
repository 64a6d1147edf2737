import { expect, it } from 'vitest'
import { shareMs } from './schedule.ts'

const portions = [
  { id: 'a', usualMs: 100 },
  { id: 'b', usualMs: 300 },
]

it('shares what is left by what each usually takes', () => {
  expect(shareMs(portions, 400)).toBe(100)
  expect(shareMs(portions, 200)).toBe(50)
})

it('leaves to the last one all that is left, and nothing where all is used up', () => {
  expect(shareMs(portions.slice(1), 900)).toBe(900)
  expect(shareMs(portions, -5)).toBe(0)
  expect(shareMs([], 5)).toBe(0)
})
