import { describe, expect, it } from 'vitest'
import { compare, median, type Sample, takeTurns } from './comparison.ts'

const seconds = { service: 'trino', workload: 'queries', unit: 's', better: 'less' } as const
const rate = { service: 'kafka', workload: 'produce', unit: 'records/s', better: 'more' } as const

function samples(gauge: typeof seconds | typeof rate, variant: string, values: readonly number[]): Sample[] {
  return values.map((value, at) => ({ ...gauge, variant, round: at + 1, value }))
}

describe('median', () => {
  it('is the middle one, of an even number the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([9, 1, 5, 3])).toBe(4)
  })
})

describe('compare', () => {
  it('gives above 1 where ours is better, whichever way is better', () => {
    const [time] = compare([...samples(seconds, 'a', [5]), ...samples(seconds, 'b', [10])], 'a', 'b')
    const [more] = compare([...samples(rate, 'a', [30]), ...samples(rate, 'b', [10])], 'a', 'b')
    expect([time?.ratio, more?.ratio]).toEqual([2, 3])
  })

  it('says whether the measurements of both lie apart', () => {
    const of = (a: readonly number[], b: readonly number[]) =>
      compare([...samples(seconds, 'a', a), ...samples(seconds, 'b', b)], 'a', 'b')[0]?.apart
    expect(of([1, 2, 3], [4, 5])).toBe(true)
    expect(of([1, 2, 6], [4, 5])).toBe(false)
    expect(of([1], [4])).toBe(false)
  })

  it('leaves out what only one of them was measured at', () => {
    expect(compare([...samples(seconds, 'a', [1]), ...samples(rate, 'b', [1])], 'a', 'b')).toEqual([])
  })
})

describe('takeTurns', () => {
  it('measures all variants in every round, one after another', async () => {
    const seen: string[] = []
    const turns = { variants: ['a', 'b'], rounds: 2, endByMs: 1_000, now: () => 0 }
    const got = await takeTurns(turns, async (variant, round) => {
      seen.push(`${variant}${round}`)
      return [{ ...seconds, value: round }]
    })
    expect(seen).toEqual(['a1', 'b1', 'a2', 'b2'])
    expect(got.map(({ variant, round, value }) => [variant, round, value])).toContainEqual(['b', 2, 2])
  })

  it('takes a measurement for another variant where it says so', async () => {
    const turns = { variants: ['a'], rounds: 1, endByMs: 1_000, now: () => 0 }
    const got = await takeTurns(turns, async () => [
      { ...seconds, value: 1 },
      { ...seconds, value: 2, variant: 'b' },
    ])
    expect(got.map(({ variant }) => variant)).toEqual(['a', 'b'])
  })

  it('begins no round that would not end in time, and always makes the first', async () => {
    let clockMs = 0
    const made = async (endByMs: number) => {
      clockMs = 0
      const turns = { variants: ['a'], rounds: 9, endByMs, now: () => clockMs }
      return (
        await takeTurns(turns, async () => {
          clockMs += 100
          return [{ ...seconds, value: 1 }]
        })
      ).length
    }
    expect(await made(50)).toBe(1)
    expect(await made(299)).toBe(2)
    expect(await made(300)).toBe(3)
  })
})
