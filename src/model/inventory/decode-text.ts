// Bytes → text, for files that people export: UTF-8 and UTF-16 with or without a mark, and CP949, which Korean
// spreadsheets write.

/** A text, and the encoding that it was in. */
export interface DecodedText {
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16' | 'CP949'
}

/** Decodes text; undefined when the bytes are none of these encodings. A byte order mark is not part of the text. */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const wide = utf16Label(bytes)
  if (wide !== undefined) return held('UTF-16', tryDecode(wide, bytes))
  return held('UTF-8', tryDecode('utf-8', bytes)) ?? held('CP949', decodeCp949(bytes))
}

function held(encoding: DecodedText['encoding'], text: string | undefined): DecodedText | undefined {
  return text === undefined || text.includes('\u0000') ? undefined : { text, encoding }
}

/** By its mark, or by the zero bytes that the ASCII of an unmarked file has on one side. */
function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined
  const start = bytes.subarray(0, 1024)
  const zeros = [0, 0]
  for (const [index, byte] of start.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  if (even === 0 && odd > start.length / 8) return 'utf-16le'
  if (odd === 0 && even > start.length / 8) return 'utf-16be'
  return undefined
}

function tryDecode(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/**
 * CP949 (Microsoft's code page, "Unified Hangul Code"): EUC-KR, and below it, in the places that EUC-KR leaves free, the
 * 8,822 syllables that KS X 1001 lacks, in the order of Unicode. Node's own decoder knows only EUC-KR.
 */
function decodeCp949(bytes: Uint8Array): string | undefined {
  const parts: string[] = []
  let plainFrom = 0
  const takePlain = (end: number): boolean => {
    const plain = tryDecode('euc-kr', bytes.subarray(plainFrom, end))
    if (plain === undefined || /[\u0080-\u009f]/.test(plain)) return false
    parts.push(plain)
    return true
  }
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0
    if (lead < 0x80) continue
    const place = extensionPlace(lead, bytes[index + 1] ?? 0)
    if (place !== undefined) {
      const syllable = extensionSyllables()[place]
      if (syllable === undefined || !takePlain(index)) return undefined
      parts.push(syllable)
      plainFrom = index + 2
    }
    index += 1
  }
  return takePlain(bytes.length) ? parts.join('') : undefined
}

const fullRows = 0xa1 - 0x81
const rowLength = { full: 26 + 26 + 126, half: 26 + 26 + 32 } as const

/** The place of a two-byte code among the extension's; undefined when it is EUC-KR's own, or nobody's. */
function extensionPlace(lead: number, trail: number): number | undefined {
  if (lead < 0x81 || lead > 0xc6) return undefined
  const column =
    trail >= 0x41 && trail <= 0x5a
      ? trail - 0x41
      : trail >= 0x61 && trail <= 0x7a
        ? trail - 0x61 + 26
        : trail >= 0x81 && trail <= (lead < 0xa1 ? 0xfe : 0xa0)
          ? trail - 0x81 + 52
          : undefined
  if (column === undefined) return undefined
  const row = lead - 0x81
  return row < fullRows
    ? row * rowLength.full + column
    : fullRows * rowLength.full + (row - fullRows) * rowLength.half + column
}

let extension: readonly string[] | undefined

/** Every Hangul syllable that EUC-KR lacks, in the order of Unicode. */
function extensionSyllables(): readonly string[] {
  if (extension !== undefined) return extension
  const standard = new Set<string>()
  const decoder = new TextDecoder('euc-kr')
  for (let lead = 0xb0; lead <= 0xc8; lead += 1) {
    const row = Uint8Array.from({ length: 2 * 94 }, (_unused, at) =>
      at % 2 === 0 ? lead : 0xa1 + (at - 1) / 2,
    )
    for (const syllable of decoder.decode(row)) standard.add(syllable)
  }
  extension = Array.from({ length: 0xd7a4 - 0xac00 }, (_unused, index) =>
    String.fromCodePoint(0xac00 + index),
  ).filter((syllable) => !standard.has(syllable))
  return extension
}
