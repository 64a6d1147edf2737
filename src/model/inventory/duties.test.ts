import { expect, test } from 'vitest'
import { wordsIn } from './duties.ts'

test('the words of a value are those of a list, or between its commas and bars', () => {
  expect(wordsIn('storage, query|edge')).toEqual(['storage', 'query', 'edge'])
  expect(wordsIn(['storage', 7, null])).toEqual(['storage', '7'])
})

test('a mapping has no words, whatever its keys are called', () => {
  expect(wordsIn({ toString: 1, valueOf: 2 })).toEqual([])
  expect(wordsIn(null)).toEqual([])
})
