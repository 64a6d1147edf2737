// Tables keep their columns whatever script stands in them.

import { expect, test } from 'vitest'
import { displayWidth, table } from './table.ts'

test('a Hangul syllable takes two places, an accent none', () => {
  expect(displayWidth('호스트')).toBe(6)
  expect(displayWidth('host')).toBe(4)
  expect(displayWidth('e\u0301')).toBe(1)
})

test('columns stand below each other', () => {
  const lines = table(
    [{ heading: '호스트' }, { heading: 'CPU', right: true }, { heading: '그룹' }],
    [
      ['control-1', '8', '제어'],
      ['저장-1', '16'],
    ],
  )
  expect(lines).toEqual([
    '호스트     CPU  그룹',
    '─────────  ───  ────',
    'control-1    8  제어',
    '저장-1      16',
  ])
})
