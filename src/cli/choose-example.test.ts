// Which shape a machine gets when nobody says.

import { expect, test } from 'vitest'
import { availableMemoryMiB, chooseExample } from './choose-example.ts'

test.each([
  [24_000, 'minimum-kafka'],
  [17_408, 'minimum-kafka'],
  [17_407, 'minimum'],
  [15_000, 'starter'],
  [8_000, undefined],
])('%i MiB available: %s', (availableMiB, example) => {
  expect(chooseExample(availableMiB)).toBe(example)
})

test('this machine has some memory', () => {
  expect(availableMemoryMiB()).toBeGreaterThan(100)
})
