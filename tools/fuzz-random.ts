// Numbers that look random and are the same for the same seed: a case of the fuzzer is its seed and its number.

/** A source of choices. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number
  pick<T>(values: readonly T[]): T
  /** True once in `times`. */
  once(times: number): boolean
}

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, good enough to choose mutations. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
  }
}
