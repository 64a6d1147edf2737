import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Text } from '../../model/text.ts'
import { nameRanges } from './name-ranges.ts'

const say = (words: Text) => words.en

test('writes runs of neighbours with their first and last, and two neighbours as two', () => {
  const names = ['storage-1', 'storage-2', 'storage-3', 'edge-1', 'edge-2', 'query-4', 'query-6']
  expect(nameRanges(names, say)).toBe('storage-1 … storage-3, edge-1, edge-2, query-4, query-6')
})

test('takes names that are no numbered ones as they are', () => {
  expect(nameRanges(['db', 'web01', 'web02', 'x2y'], say)).toBe('db, web01, web02, x2y')
})

test('counts the names that it leaves out', () => {
  const names = ['a-1', 'b-1', 'c-1', 'c-2', 'c-3', 'd-9']
  expect(nameRanges(names, say, 2)).toBe('a-1, b-1, and 4 more')
})

test('names every name when nothing is left out', () => {
  const name = fc
    .tuple(fc.constantFrom('a-', 'b-', 'b', ''), fc.nat(12))
    .map(([prefix, n]) => `${prefix}${n}`)
  fc.assert(
    fc.property(fc.uniqueArray(name), (names) => {
      const told = nameRanges(names, say, 100)
        .split(', ')
        .filter((word) => word !== '')
        .flatMap((word) => {
          const [first = '', last] = word.split(' … ')
          if (last === undefined) return [first]
          const [, prefix = '', from = ''] = /^(.*?)(\d+)$/.exec(first) ?? []
          const to = Number(/\d+$/.exec(last)?.[0])
          return Array.from(
            { length: to - Number(from) + 1 },
            (_unused, at) => `${prefix}${Number(from) + at}`,
          )
        })
      expect(told).toEqual(names)
    }),
  )
})
