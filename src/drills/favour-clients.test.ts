import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { favourClients } from './favour-clients.ts'

it('comes before the platform only until the drill is over, and not at all where it may not', () => {
  const before = getPriority()
  const yieldAgain = favourClients()
  expect(getPriority()).toBe(process.getuid?.() === 0 ? -15 : before)
  yieldAgain()
  expect(getPriority()).toBe(before)
})
