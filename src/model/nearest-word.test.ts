// Slips are recognised, other words are not taken for them.

import { expect, test } from 'vitest'
import { editDistance, nearestWord } from './nearest-word.ts'

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['abc', 'ab', 1],
  ['abc', 'xyz', 3],
])('from %j to %j it takes %i edits', (from, to, edits) => {
  expect(editDistance(from, to)).toBe(edits)
  expect(editDistance(to, from)).toBe(edits)
})

test('the nearest word is found when it is a slip away', () => {
  const words = ['minimum', 'minimum-kafka', 'starter']
  expect(nearestWord('minimun', words)).toBe('minimum')
  expect(nearestWord('STARTER', words)).toBe('starter')
  expect(nearestWord('kubernetes', words)).toBeUndefined()
})
