// Planted faults in histories: each is found by the checker of its promise and by no other, and a good history by none.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBreaches } from './checker.ts'
import { checkers } from './checkers/index.gen.ts'
import type { Operation } from './history.ts'

type Marks = Pick<Operation, 'number' | 'ledBy'> & { readonly outcome?: Operation['outcome'] }

const operation = (kind: Operation['kind'], startMs: number, endMs: number, marks: Marks): Operation => ({
  workload: 'w',
  kind,
  startMs,
  endMs,
  outcome: 'ok',
  ...marks,
})
const write = (startMs: number, endMs: number, marks: Marks) => operation('write', startMs, endMs, marks)
const read = (startMs: number, endMs: number, number: number) => operation('read', startMs, endMs, { number })
const found = (history: readonly Operation[]) =>
  findBreaches(checkers, history).map(({ checker, said }) => `${checker}: ${said}`)

describe('a history is held against what services promise', () => {
  it('finds nothing in a good one', () => {
    const history = [
      read(0, 1, 0),
      write(2, 4, { number: 1, ledBy: { server: 'a', term: 1 } }),
      read(3, 3.5, 1),
      read(5, 6, 1),
      write(7, 9, { number: 2, outcome: 'unknown' }),
      read(10, 11, 1),
      read(12, 13, 2),
      write(14, 15, { number: 3, ledBy: { server: 'b', term: 2 } }),
      read(16, 17, 3),
    ]
    expect(found(history)).toEqual([])
  })

  it('finds a stale read', () => {
    const history = [write(0, 1, { number: 1 }), write(1, 2, { number: 2 }), read(1.5, 3, 1), read(2, 3, 1)]
    expect(found(history)).toEqual(['stale-read: read 1 after 2 had been acknowledged'])
  })

  it('takes a write that was never answered for one that may have happened late', () => {
    const late = write(0, 1, { number: 1, outcome: 'unknown' })
    expect(found([late, write(2, 3, { number: 2 }), read(4, 5, 1)])).toEqual([])
  })

  it('finds a read of what is written only later, and of what nobody writes', () => {
    const history = [read(0, 1, 1), write(2, 3, { number: 1 }), write(3, 4, { number: 2 }), read(5, 6, 9)]
    expect(found(history)).toEqual([
      'phantom-read: read 1, which nobody had begun to write',
      'phantom-read: read 9, which nobody had begun to write',
    ])
  })

  it('does not take a write that was refused, but happened, for a phantom', () => {
    expect(found([write(0, 1, { number: 1, outcome: 'fail' }), read(2, 3, 1)])).toEqual([])
  })

  it('finds an old leader that goes on to acknowledge after a new one has', () => {
    const old = { server: 'a', term: 1 }
    const history = [
      write(0, 1, { number: 1, ledBy: old }),
      write(2, 3, { number: 2, ledBy: { server: 'b', term: 2 } }),
      write(2.5, 4, { number: 3, ledBy: old }),
      write(5, 6, { number: 4, ledBy: old }),
    ]
    expect(found(history)).toEqual(['two-leaders: a acknowledged in term 1 after b had in term 2'])
  })

  it('finds two servers that lead in one term', () => {
    const history = [
      write(0, 1, { number: 1, ledBy: { server: 'a', term: 3 } }),
      write(2, 3, { number: 2, ledBy: { server: 'b', term: 3 } }),
    ]
    expect(found(history)).toEqual(['two-leaders: b acknowledged in term 3, which is a’s'])
  })

  it('keeps workloads apart', () => {
    const other = { ...write(0, 1, { number: 7 }), workload: 'other' }
    expect(found([other, write(2, 3, { number: 1 }), read(4, 5, 1)])).toEqual([])
  })

  it('calls every history of one real register good, and the same with one old value planted in it bad', () => {
    const steps = fc.array(fc.record({ writes: fc.boolean(), lasts: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 4,
    })
    fc.assert(
      fc.property(steps, (made) => {
        let value = 0
        let at = 0
        const history = made.map(({ writes, lasts }) => {
          const start = at
          at += lasts
          if (writes) value += 1
          return writes ? write(start, at, { number: value }) : read(start, at, value)
        })
        expect(found(history)).toEqual([])
        if (value > 0) expect(found([...history, read(at, at + 1, value - 1)])).toHaveLength(1)
      }),
    )
  })
})
