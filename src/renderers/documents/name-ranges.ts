// Many names in few words: `storage-1 … storage-4`.

import { type Text, text } from '../../model/text.ts'

/**
 * Names in order, runs of neighbouring numbers as `first … last`. No more than `limit` pieces; what is left out is
 * counted. Two neighbours stay two names.
 */
export function nameRanges(names: readonly string[], say: (words: Text) => string, limit = 6): string {
  const runs = runsOf(names)
  const shown = runs.slice(0, limit).flatMap((run) => run.words)
  const left = runs.slice(limit).reduce((sum, run) => sum + run.names, 0)
  const more = left === 0 ? [] : [say(text(`and ${left} more`, `그 밖에 ${left}개`))]
  return [...shown, ...more].join(', ')
}

interface Run {
  readonly words: readonly string[]
  readonly names: number
}

function runsOf(names: readonly string[]): readonly Run[] {
  const runs: { prefix: string; first: number; last: number; plain?: string }[] = []
  for (const name of names) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(name) ?? []
    const number = Number(digits)
    // `01` and `1` are two names: only what can be written back is a number.
    if (prefix === undefined || String(number) !== digits) {
      runs.push({ prefix: '', first: 0, last: 0, plain: name })
      continue
    }
    const current = runs.at(-1)
    if (current?.plain === undefined && current?.prefix === prefix && current.last + 1 === number) {
      current.last = number
    } else runs.push({ prefix, first: number, last: number })
  }
  return runs.map(({ prefix, first, last, plain }) => ({
    words: plain === undefined ? rangeWords(prefix, first, last) : [plain],
    names: plain === undefined ? last - first + 1 : 1,
  }))
}

function rangeWords(prefix: string, first: number, last: number): readonly string[] {
  if (last === first) return [`${prefix}${first}`]
  return last === first + 1
    ? [`${prefix}${first}`, `${prefix}${last}`]
    : [`${prefix}${first} … ${prefix}${last}`]
}
