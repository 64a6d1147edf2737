// How wide a line of text comes out in a drawing, without asking a browser. Rather too wide than too narrow: what is
// drawn must hold in whatever font the reader has.

/** Width of a character as a share of the font size, by what kind of character it is. */
function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0
  // Hangul, CJK, full-width forms, pictures: a square.
  if (code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffe6) || code >= 0x1f000)) return 1
  if (/[ilj.,:;|!'’()[\]\-·/tf ]/.test(character)) return 0.38
  if (/[mwMW%@…→—]/.test(character)) return 1
  if (/[A-Z]/.test(character)) return 0.74
  return 0.62
}

/** Width of a line in the units of its font size. */
export function textWidth(line: string, fontSize: number): number {
  let width = 0
  for (const character of line) width += characterWidth(character)
  return width * fontSize
}

/** The line, or as much of it as fits into `width` with an ellipsis. */
export function fitText(line: string, fontSize: number, width: number): string {
  if (textWidth(line, fontSize) <= width) return line
  let shown = ''
  for (const character of line) {
    if (textWidth(`${shown}${character}…`, fontSize) > width) break
    shown += character
  }
  return `${shown.trimEnd()}…`
}

/** The words of a text in lines no wider than `width`; a word that is too wide alone is cut. */
export function wrapText(words: string, fontSize: number, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer
    else lines.push(fitText(word, fontSize, width))
  }
  return lines
}
