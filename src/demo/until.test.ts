// Waiting: bounded, and honest about what it last saw.

import { describe, expect, it } from 'vitest'
import { text } from '../model/text.ts'
import { rehearsalErrors } from '../rehearsal/errors.ts'
import { demoErrors } from './errors.ts'
import { until } from './until.ts'

const wait = { what: text('wait', '기다림'), timeoutMs: 60, intervalMs: 5 }

describe('until', () => {
  it('goes on through errors of the environment until it is done', async () => {
    let checks = 0
    const value = await until(wait, async () => {
      checks++
      if (checks === 1) throw demoErrors.noLivingHost({ role: 'kafka/connect' })
      return checks < 4 ? { done: false, seen: 'not yet' } : { done: true, value: 'there' }
    })
    expect(value).toBe('there')
  })

  it('gives up in time, with what it last saw', async () => {
    const never = until(wait, async () => ({ done: false, seen: '3 of 5' }))
    await expect(never).rejects.toMatchObject({ code: 'demo.gaveUp', data: { last: '3 of 5' } })
  })

  it('does not wait for what waiting cannot change', async () => {
    const check = async () => {
      throw rehearsalErrors.notUp({ place: 'x' })
    }
    await expect(until(wait, check)).rejects.toMatchObject({ code: 'rehearsal.notUp' })
  })

  it('ends when it is told to', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 20)
    const signal = stop.signal
    const never = until({ ...wait, timeoutMs: 60_000, signal }, async () => ({ done: false, seen: '-' }))
    await expect(never).rejects.toThrow('enough')
  })
})
