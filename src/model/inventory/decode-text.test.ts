// Encodings of files that people export.

import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2)
  const view = new DataView(bytes.buffer)
  const codes = [...(mark ? [0xfeff] : []), ...Array.from(text, (character) => character.charCodeAt(0))]
  for (const [index, code] of codes.entries()) view.setUint16(index * 2, code, order === 'le')
  return bytes
}

describe('text of an export', () => {
  test('may be UTF-8, with or without its mark', () => {
    const bytes = new TextEncoder().encode('이름,rack')
    expect(decodeText(bytes)).toEqual({ text: '이름,rack', encoding: 'UTF-8' })
    expect(decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))?.text).toBe('이름,rack')
  })

  test.each(['le', 'be'] as const)('may be UTF-16 %s, with or without its mark', (order) => {
    expect(decodeText(utf16('이름,rack', order))).toEqual({ text: '이름,rack', encoding: 'UTF-16' })
    expect(decodeText(utf16('name,rack\nst-1,r1', order, false))?.text).toBe('name,rack\nst-1,r1')
  })

  test('may be EUC-KR', () => {
    const bytes = Uint8Array.from([0xc0, 0xcc, 0xb8, 0xa7, 0x2c, 0x61])
    expect(decodeText(bytes)).toEqual({ text: '이름,a', encoding: 'CP949' })
  })

  // As Python's codec cp949 has them: the first and last of each part of the extension.
  test.each([
    [[0x81, 0x41], '갂'],
    [[0x8c, 0x63], '똠'],
    [[0xa0, 0xfe], '좤'],
    [[0xa1, 0x41], '좥'],
    [[0xc6, 0x52], '힣'],
  ])('may have the syllables that only CP949 has (%j)', (code, syllable) => {
    expect(decodeText(Uint8Array.from([...code, 0x20, 0xb0, 0xa1]))?.text).toBe(`${syllable} 가`)
  })

  test.each([
    [[0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff]],
    [[0xc0]],
    [[0x81, 0x20]],
    [[0xc6, 0x53]],
    [[0xff, 0xff, 0xff]],
  ])('is not what is in none of these: %j', (bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeUndefined()
  })
})
