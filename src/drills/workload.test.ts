import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { keepTrying } from './workload.ts'

const rhythm = { pauseMs: 10, patienceMs: 50, atOnce: 3 }

it('tries one operation after another, one at a time while they are answered', async () => {
  const stop = new AbortController()
  let running = 0
  let most = 0
  const numbers: number[] = []
  await keepTrying(stop.signal, rhythm, async (number) => {
    running += 1
    most = Math.max(most, running)
    await sleep(5)
    numbers.push(number)
    if (number === 4) stop.abort()
    running -= 1
  })
  expect(numbers).toEqual([1, 2, 3, 4])
  expect(most).toBe(1)
})

it('does not let one that hangs keep the next from being tried, but never begins more than so many', async () => {
  const stop = new AbortController()
  const begun: number[] = []
  const ends: (() => void)[] = []
  const done = keepTrying(stop.signal, rhythm, (number) => {
    begun.push(number)
    return new Promise<void>((resolve) => ends.push(resolve))
  })
  await expect.poll(() => begun).toEqual([1, 2, 3])
  await sleep(150)
  expect(begun).toEqual([1, 2, 3])
  ends[0]?.()
  await expect.poll(() => begun).toEqual([1, 2, 3, 4])
  stop.abort()
  for (const end of ends) end()
  await done
})
