// Two runs do not change one cache at once.

import { expect, test } from 'vitest'
import { lockCache } from './cache-lock.ts'

const cache = `/nowhere/hanok-test-${process.pid}`
const options = { onWait: () => undefined, timeoutMs: 300 }

test('the second run learns who holds the lock and goes on once it is free', async () => {
  const first = await lockCache(cache, options)
  const holders: number[] = []
  const second = lockCache(cache, { onWait: (holder) => holders.push(holder), timeoutMs: 10_000 })
  await expect.poll(() => holders).toEqual([process.pid])
  await first.release()
  await (await second).release()
  expect(holders).toHaveLength(1)
})

test('a wait is bounded, and an abort ends it', async () => {
  const first = await lockCache(cache, options)
  try {
    await expect(lockCache(cache, options)).rejects.toMatchObject({ code: 'software.cacheBusy' })
    await expect(lockCache(cache, { ...options, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'software.interrupted',
    })
  } finally {
    await first.release()
  }
})

test('different caches do not wait for each other', async () => {
  const first = await lockCache(cache, options)
  const second = await lockCache(`${cache}-b`, options)
  await first.release()
  await second.release()
})
