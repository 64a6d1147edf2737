import { describe, expect, it } from 'vitest'
import { Slots, Waker } from './waker.ts'

describe('a waker', () => {
  it('ends every pause at once when something happened', async () => {
    const waker = new Waker()
    const pauses = [waker.pause(60_000), waker.pause(60_000)]
    waker.wake()
    expect(await Promise.all(pauses)).toEqual([true, true])
  })
  it('ends a pause that is called off, also one that begins afterwards', async () => {
    const waker = new Waker()
    const off = new AbortController()
    const pause = waker.pause(60_000, off.signal)
    off.abort()
    expect(await pause).toBe(false)
    expect(await waker.pause(60_000, off.signal)).toBe(false)
  })
})

describe('slots', () => {
  it('hand the place of one who is done to the one who asked first', async () => {
    const slots = new Slots(1)
    const { signal } = new AbortController()
    const first = await slots.take(signal)
    const order: string[] = []
    const second = slots.take(signal).then((give) => {
      order.push('second')
      give?.()
    })
    const third = slots.take(signal).then((give) => {
      order.push('third')
      give?.()
    })
    first?.()
    first?.()
    await Promise.all([second, third])
    expect(order).toEqual(['second', 'third'])
  })
  it('forget one who no longer wants a place', async () => {
    const slots = new Slots(1)
    const off = new AbortController()
    const { signal } = new AbortController()
    const first = await slots.take(signal)
    const gone = slots.take(off.signal)
    const waiting = slots.take(signal)
    off.abort()
    expect(await gone).toBeUndefined()
    first?.()
    expect(await waiting).toBeTypeOf('function')
  })
})
