// Years of a platform in which elements fail and are repaired at random, for tests: what availability is held against.

/** An element with its mean times, in hours. */
export interface SimulatedElement {
  readonly id: string
  readonly mtbfHours: number
  readonly mttrHours: number
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Runs time for so many hours. Whenever something fails or is repaired, `during` is told what is gone and for how long
 * it stays so, and which element failed just now (undefined after a repair).
 */
export function simulateTime(
  elements: readonly SimulatedElement[],
  hours: number,
  seed: number,
  during: (gone: readonly string[], hours: number, failed: string | undefined) => void,
): void {
  const random = seededRandom(seed)
  const exponential = (mean: number) => -mean * Math.log(1 - random())
  const next = elements.map(({ mtbfHours }) => exponential(mtbfHours))
  const gone = new Set<string>()
  let now = 0
  let failed: string | undefined
  while (now < hours) {
    let soonest = 0
    for (let index = 1; index < next.length; index += 1) {
      if ((next[index] ?? 0) < (next[soonest] ?? 0)) soonest = index
    }
    const at = Math.min(hours, next[soonest] ?? hours)
    during([...gone].sort(), at - now, failed)
    now = at
    const element = elements[soonest]
    if (element === undefined) return
    const works = gone.delete(element.id)
    if (!works) gone.add(element.id)
    failed = works ? undefined : element.id
    next[soonest] = now + exponential(works ? element.mtbfHours : element.mttrHours)
  }
}

/** The mean of independent runs, and how far the true one may be from it in all but one of a thousand such tests. */
export function meanWithin(runs: readonly number[]): { readonly mean: number; readonly margin: number } {
  const mean = runs.reduce((sum, run) => sum + run, 0) / runs.length
  const variance = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / (runs.length - 1)
  // Student's t for 40 runs and 99.9 %.
  return { mean, margin: 3.56 * Math.sqrt(variance / runs.length) }
}
