// How the time of the whole measurement is shared out to its parts.

/** Something that is still to come, and about how long it takes where it has its time. */
export interface Portion {
  readonly id: string
  readonly usualMs: number
}

/**
 * How long the first of the portions may take, of what is left for all of them: its share by what they usually take. What an earlier one
 * did not use is left for these; where an earlier one took longer all get less.
 */
export function shareMs(portions: readonly Portion[], leftMs: number): number {
  const sumMs = portions.reduce((sum, { usualMs }) => sum + usualMs, 0)
  const [first] = portions
  if (first === undefined || leftMs <= 0) return 0
  return (leftMs * first.usualMs) / sumMs
}
