// Ansible's host ranges (Ansible documentation, "How to build your inventory", "Adding ranges of hosts"): `web[01:20]`,
// `db-[a:f]`, `n[1:9:2]`, several in one name.

interface Range {
  readonly count: number
  item(index: number): string
}

/** What a host pattern unfolds into: how many names, and each of them. Nothing is unfolded until it is asked for. */
export interface HostPattern {
  readonly count: number
  names(): readonly string[]
}

/** Reads a pattern. Undefined when a range in it is none; `count` may be astronomic and is to be looked at first. */
export function parseHostPattern(pattern: string): HostPattern | undefined {
  const parts: (string | Range)[] = []
  let rest = pattern
  for (let open = rest.indexOf('['); open >= 0; open = rest.indexOf('[')) {
    const close = rest.indexOf(']', open)
    const range = close < 0 ? undefined : parseRange(rest.slice(open + 1, close))
    if (range === undefined) return undefined
    parts.push(rest.slice(0, open), range)
    rest = rest.slice(close + 1)
  }
  if (rest.includes(']')) return undefined
  parts.push(rest)
  const count = parts.reduce((product, part) => product * (typeof part === 'string' ? 1 : part.count), 1)
  return { count, names: () => unfold(parts) }
}

function unfold(parts: readonly (string | Range)[]): readonly string[] {
  return parts.reduce<readonly string[]>(
    (names, part) =>
      typeof part === 'string'
        ? names.map((name) => name + part)
        : names.flatMap((name) =>
            Array.from({ length: part.count }, (_unused, index) => name + part.item(index)),
          ),
    [''],
  )
}

function parseRange(words: string): Range | undefined {
  const [first = '', last = '', step = '1', ...more] = words.split(':')
  if (more.length > 0 || !/^\d{1,9}$/.test(step) || Number(step) === 0) return undefined
  if (/^\d{1,15}$/.test(first) && /^\d{1,15}$/.test(last)) return numbers(first, last, Number(step))
  if (/^[a-z]$/.test(first) && /^[a-z]$/.test(last)) return letters(first, last, Number(step))
  if (/^[A-Z]$/.test(first) && /^[A-Z]$/.test(last)) return letters(first, last, Number(step))
  return undefined
}

function numbers(first: string, last: string, step: number): Range | undefined {
  const padded = first.length > 1 && first.startsWith('0')
  if (Number(first) > Number(last) || (padded && first.length !== last.length)) return undefined
  return {
    count: Math.floor((Number(last) - Number(first)) / step) + 1,
    item: (index) => String(Number(first) + index * step).padStart(padded ? first.length : 1, '0'),
  }
}

function letters(first: string, last: string, step: number): Range | undefined {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)]
  if (from > to) return undefined
  return {
    count: Math.floor((to - from) / step) + 1,
    item: (index) => String.fromCharCode(from + index * step),
  }
}
