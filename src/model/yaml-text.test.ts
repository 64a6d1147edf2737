import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { writeYaml } from './yaml-text.ts'

/** What a reader of either version makes of it. */
const readings = (text: string) =>
  (['1.1', '1.2'] as const).map((version) => parse(text, { version }) as unknown)

describe('YAML that is written', () => {
  test.each(
    // biome-ignore format: one list of words
    ['12:30', '190:20:30', '1_000', '0x1F', '0b11', '1e3', '~', 'null', 'y', 'Yes', 'off', '2001-01-01', '=', '<<', '.5', '0777', '08', '0o7', '.inf',
      '+1', '-', 'a: b', '#x', 'a #b', '*x', '&x', '!x', '%x', '@x', '`x', '{a', '[a', '- a', '? a', 'x:', '\ta', ' a', 'a ', '', 'a\nb', 'a\n', '\n',
      'a\n\n', ' a\nb', '\u0007', '\u0085', '\ufeff', '---', '--- a', '...', '1__0', '-0x_1', '1.e+3', '1,000', 'a\r\nb'],
  )('keeps the word %j, as a key and as a value', (word) => {
    for (const read of readings(writeYaml({ [word]: word }))) expect(read).toEqual({ [word]: word })
  })

  test('is read as it was by readers of either version', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[-+.0-9_:xobeEyYnN~]{1,8}$/))
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('json')),
        fc.dictionary(word, tie('json')),
      ),
    }))
    fc.assert(
      fc.property(json, (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown
        for (const read of readings(writeYaml(plain))) expect(read).toEqual(plain)
      }),
    )
  })

  test('has no references and no folded lines', () => {
    const part = { words: 'long '.repeat(60).trim() }
    expect(writeYaml({ one: part, two: part })).toBe(
      `one:\n  words: ${part.words}\ntwo:\n  words: ${part.words}\n`,
    )
  })

  test('leaves out what has no value', () => {
    expect(writeYaml({ a: undefined, b: 1 })).toBe('b: 1\n')
  })
})
