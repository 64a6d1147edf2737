// A document as one HTML page: nothing outside it is referred to, no script is needed, and it is well-formed XML too.

import {
  type Block,
  type Document,
  type Figure,
  type Inline,
  type Phrase,
  pieces,
  printable,
  type Section,
  type Table,
} from './document-model.ts'
import { pageStyle } from './html-style.ts'

/** Text as it may stand in an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return printable(value).replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The whole page. */
export function htmlPage(document: Document): string {
  return `<!DOCTYPE html>
<html lang="${document.language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${escapeHtml(document.title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(document.title)}</h1>
<p>${escapeHtml(document.subtitle)}</p>
</header>
<nav aria-label="${escapeHtml(document.contentsTitle)}">
<h2>${escapeHtml(document.contentsTitle)}</h2>
<ol>
${document.sections.map(contentsEntry).join('\n')}
</ol>
</nav>
<main>
${document.sections.map((one, index) => sectionHtml(one, 2, `${index + 1}. `)).join('\n')}
</main>
</body>
</html>
`
}

function contentsEntry(one: Section): string {
  return `<li><a href="#${escapeHtml(one.id)}">${escapeHtml(one.title)}</a></li>`
}

function sectionHtml(one: Section, level: number, number: string): string {
  const id = escapeHtml(one.id)
  return `<section id="${id}">
<h${level}><a href="#${id}">${escapeHtml(number + one.title)}</a></h${level}>
${one.blocks.map((block) => blockHtml(block, level)).join('\n')}
</section>`
}

function blockHtml(block: Block, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${phraseHtml(block.content)}</p>`
    case 'remark':
      return `<p class="remark ${block.tone}">${phraseHtml(block.content)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${phraseHtml(item)}</li>`).join('\n')}</ul>`
    case 'code':
      return `<pre>${escapeLines(block.text)}</pre>`
    case 'figures':
      return `<dl class="figures">${block.items
        .map(({ value, label }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`)
        .join('')}</dl>`
    case 'table':
      return tableHtml(block)
    case 'figure':
      return figureHtml(block)
    case 'folded':
      return `<details><summary>${escapeHtml(block.summary)}</summary>
${block.blocks.map((inner) => blockHtml(inner, level)).join('\n')}
</details>`
    case 'section':
      return sectionHtml(block, level + 1, '')
  }
}

function tableHtml(table: Table): string {
  const alignment = table.columns.map((column) => (column.right === true ? ' class="number"' : ''))
  const head = table.columns
    .map((column, index) => `<th scope="col"${alignment[index]}>${escapeHtml(column.heading)}</th>`)
    .join('')
  const body = table.rows
    .map(
      (row) =>
        `<tr>${row.map((cell, index) => `<td${alignment[index]}>${phraseHtml(cell)}</td>`).join('')}</tr>`,
    )
    .join('\n')
  return `<div class="scroll"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`
}

function figureHtml(figure: Figure): string {
  return `<figure><div class="scroll">${figure.svg}</div><figcaption>${escapeHtml(figure.caption)}</figcaption></figure>`
}

function phraseHtml(phrase: Phrase): string {
  return pieces(phrase).map(inlineHtml).join('')
}

function inlineHtml(inline: Inline): string {
  if (typeof inline === 'string') return escapeHtml(inline)
  if ('code' in inline) return `<code>${escapeHtml(inline.code)}</code>`
  if ('strong' in inline) return `<strong>${escapeHtml(inline.strong)}</strong>`
  if ('link' in inline) return `<a href="#${escapeHtml(inline.link)}">${escapeHtml(inline.label)}</a>`
  if ('small' in inline) return `<small>${escapeHtml(inline.small)}</small>`
  return `<span class="chip ${inline.tone}">${escapeHtml(inline.label)}</span>`
}

function escapeLines(text: string): string {
  return text.split('\n').map(escapeHtml).join('\n')
}
