// Tables for people: columns as wide as their widest cell, where a Hangul syllable takes two places.

/** Places that a text takes on a terminal: wide East Asian characters two, combining ones none (UAX #11). */
export function displayWidth(value: string): number {
  let width = 0
  for (const character of value) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue
    width += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  }
  return width
}

const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

function isWide(code: number): boolean {
  return wideRanges.some(([first, last]) => code >= first && code <= last)
}

/** One column: its heading, and whether its cells stand at the right. */
export interface Column {
  readonly heading: string
  readonly right?: boolean
}

/** The lines of a table. Rows may be shorter than the columns. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.heading), ...rows.map((row) => displayWidth(row[index] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) => {
        const cell = cells[index] ?? ''
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(cell)))
        return column.right === true ? padding + cell : cell + padding
      })
      .join('  ')
      .trimEnd()
  return [
    line(columns.map((column) => column.heading)),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
  ]
}
