// "Did you mean …?": the nearest of some words to a wrong one.

/**
 * The word that takes the fewest single edits (insert, delete, change, swap of neighbours) to reach, when these are few
 * enough to be a slip: at most a third of the word, and at least one. Undefined when none is near.
 */
export function nearestWord(wrong: string, words: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(wrong.length / 3))
  let best: { word: string; edits: number } | undefined
  for (const word of words) {
    if (Math.abs(word.length - wrong.length) > limit) continue
    const edits = editDistance(wrong.toLowerCase(), word.toLowerCase())
    if (edits <= limit && (best === undefined || edits < best.edits)) best = { word, edits }
  }
  return best?.word
}

/** Edits between two words, a swap of neighbours counted once (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_unused, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
