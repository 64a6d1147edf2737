// What both writers promise of any document, whatever texts it holds.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wellFormed } from '../testing/well-formed.ts'
import { type Document, type Phrase, section, table, withCode } from './document-model.ts'
import { escapeHtml, htmlPage } from './html.ts'
import { escapeMarkdown, markdownPage } from './markdown.ts'

function documentWith(words: string): Document {
  const cell: Phrase = [
    words,
    { code: words },
    { strong: words },
    { tone: 'bad', label: words },
    { small: words },
  ]
  return {
    language: 'en',
    title: words,
    subtitle: words,
    contentsTitle: words,
    sections: [
      section('one', words, [
        { kind: 'paragraph', content: [cell[0] as string, { link: 'two', label: words }] },
        { kind: 'remark', tone: 'note', content: words },
        { kind: 'list', items: [words, cell] },
        { kind: 'code', text: words },
        { kind: 'figures', items: [{ value: words, label: words }] },
        { kind: 'folded', summary: words, blocks: [table([words, `>${words}`], [[cell, words]])] },
        section('two', words, []),
      ]),
    ],
  }
}

const nasty = `<b>&amp; "it's" | a\\|b \`code\` [x](y) *_~ # - 1. \u0000\u202e\ud800 한글`

test('the reader of these tests notices what is not well-formed', () => {
  expect(wellFormed('<p>a &amp; <b class="x">b</b><br/></p>')).toEqual([])
  for (const broken of [
    '<p>',
    '</p>',
    '<p></b></p>',
    '<p a=b></p>',
    '<p>a & b</p>',
    '<p>1 < 2</p>',
    '<p "></p>',
  ]) {
    expect(wellFormed(broken)).not.toEqual([])
  }
})

describe('a page', () => {
  test('is well-formed whatever its texts are', () => {
    expect(wellFormed(htmlPage(documentWith(nasty)))).toEqual([])
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        expect(wellFormed(htmlPage(documentWith(words)))).toEqual([])
      }),
    )
  })

  test('shows markup in texts as text', () => {
    const page = htmlPage(documentWith('<script>alert(1)</script>'))
    expect(page).not.toContain('<script')
    expect(escapeHtml(`<&>"'`)).toBe('&lt;&amp;&gt;&quot;&#39;')
  })

  test('leaves out what no reader can see', () => {
    expect(escapeHtml('a\u0000b\u202ec\ud800d')).toBe('a b c d')
  })
})

test('words between backquotes are code, a lone backquote is itself', () => {
  expect(withCode('run `a b` and `c`.')).toEqual(['run ', { code: 'a b' }, ' and ', { code: 'c' }, '.'])
  expect(withCode('a ` b')).toEqual(['a ` b'])
})

describe('Markdown', () => {
  test('keeps every cell of a table in its row, whatever its texts are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(nasty), fc.string({ unit: 'binary' })), (words) => {
        const lines = markdownPage(documentWith(words)).split('\n')
        const rows = lines.filter((line) => line.startsWith('| '))
        expect(rows).toHaveLength(3)
        for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(4)
      }),
    )
  })

  test('means nothing by the characters of a text', () => {
    expect(escapeMarkdown('a_b*c`d[e]<f>&|')).toBe('a\\_b\\*c\\`d\\[e\\]&lt;f&gt;&amp;\\|')
    expect(escapeMarkdown('- no list')).toBe('\\- no list')
    expect(escapeMarkdown('12. no list')).toBe('12\\. no list')
  })

  test('fences code that holds fences', () => {
    expect(markdownPage(documentWith('```'))).toContain('````text\n```\n````')
  })
})
