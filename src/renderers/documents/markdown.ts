// A document as Markdown (GitHub Flavored Markdown), readable as it stands and wherever it is shown.

import {
  type Block,
  type Document,
  type Inline,
  type Phrase,
  pieces,
  printable,
  type Section,
  type Table,
} from './document-model.ts'
import { escapeHtml } from './html.ts'

/** Text in which no character means anything to Markdown. */
export function escapeMarkdown(value: string): string {
  return printable(value)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^(\s*)([-+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}

/** The whole document. */
export function markdownPage(document: Document): string {
  const contents = document.sections.map(
    (one, index) => `${index + 1}. [${escapeMarkdown(one.title)}](#${one.id})`,
  )
  const parts = [
    `# ${escapeMarkdown(document.title)}`,
    escapeMarkdown(document.subtitle),
    `**${escapeMarkdown(document.contentsTitle)}**`,
    contents.join('\n'),
    ...document.sections.flatMap((one, index) => sectionLines(one, 2, `${index + 1}. `)),
  ]
  return `${parts.join('\n\n')}\n`
}

function sectionLines(one: Section, level: number, number: string): readonly string[] {
  return [
    `<a id="${one.id}"></a>`,
    `${'#'.repeat(level)} ${number}${escapeMarkdown(one.title)}`,
    ...one.blocks.flatMap((block) => blockLines(block, level)),
  ]
}

function blockLines(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [phraseText(block.content)]
    case 'remark':
      return [`> ${phraseText(block.content)}`]
    case 'list':
      return block.items.length === 0 ? [] : [block.items.map((item) => `- ${phraseText(item)}`).join('\n')]
    case 'code':
      return [fenced(block.text)]
    case 'figures':
      return [
        block.items
          .map(({ value, label }) => `- ${escapeMarkdown(label)}: **${escapeMarkdown(value)}**`)
          .join('\n'),
      ]
    case 'table':
      return [tableLines(block)]
    case 'figure':
      return [fenced(block.text), `![${escapeMarkdown(block.caption)}](${block.file})`]
    case 'folded':
      return [
        `<details><summary>${escapeHtml(block.summary)}</summary>`,
        ...block.blocks.flatMap((inner) => blockLines(inner, level)),
        '</details>',
      ]
    case 'section':
      return sectionLines(block, level + 1, '')
  }
}

function fenced(text: string): string {
  const lines = text.split('\n').map(printable).join('\n')
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${lines}\n${fence}`
}

function tableLines(table: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(table.columns.map((column) => escapeMarkdown(column.heading))),
    line(table.columns.map((column) => (column.right === true ? '---:' : '---'))),
    ...table.rows.map((row) => line(row.map(phraseText))),
  ].join('\n')
}

function phraseText(phrase: Phrase): string {
  return pieces(phrase).map(inlineText).join('')
}

function inlineText(inline: Inline): string {
  if (typeof inline === 'string') return escapeMarkdown(inline)
  if ('code' in inline) return codeSpan(inline.code)
  if ('strong' in inline) return `**${escapeMarkdown(inline.strong)}**`
  if ('link' in inline) return `[${escapeMarkdown(inline.label)}](#${inline.link})`
  if ('small' in inline) return escapeMarkdown(inline.small)
  return inline.tone === 'bad' || inline.tone === 'warn'
    ? `**${escapeMarkdown(inline.label)}**`
    : escapeMarkdown(inline.label)
}

/** A code span; in one a backslash means nothing but before the bar that would end a table's cell. */
function codeSpan(code: string): string {
  const plain = printable(code).replaceAll('|', '\\|')
  if (!plain.includes('`')) return `\`${plain}\``
  const longest = Math.max(...[...plain.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence} ${plain} ${fence}`
}
