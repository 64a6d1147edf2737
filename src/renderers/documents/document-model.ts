// What a document is made of, whatever it is written as: one tree, from which Markdown and HTML both come. All words in
// it are in one language already, and plain: writers escape them.

/** How good or bad something is, for a colour beside the words that say it. */
export type Tone = 'good' | 'note' | 'warn' | 'bad' | 'plain'

/** A piece of a line. `link` names the anchor of a section of this document. */
export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly link: string; readonly label: string }
  | { readonly tone: Tone; readonly label: string }
  | { readonly small: string }

/** A line of text. */
export type Phrase = Inline | readonly Inline[]

export interface Column {
  readonly heading: string
  /** Numbers stand at the right. */
  readonly right?: boolean
}

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  /** As many cells as there are columns. */
  readonly rows: readonly (readonly Phrase[])[]
}

/** A drawing and the same in characters, for where pictures cannot go. */
export interface Figure {
  readonly kind: 'figure'
  /** A complete `<svg>` element, taken as it is. */
  readonly svg: string
  /** File of the same drawing beside the documents. */
  readonly file: string
  readonly caption: string
  readonly text: string
}

export type Block =
  | { readonly kind: 'paragraph'; readonly content: Phrase }
  /** A remark that readers must not miss. */
  | { readonly kind: 'remark'; readonly tone: Tone; readonly content: Phrase }
  | { readonly kind: 'list'; readonly items: readonly Phrase[] }
  | { readonly kind: 'code'; readonly text: string }
  /** Key figures, each with what it counts. */
  | {
      readonly kind: 'figures'
      readonly items: readonly { readonly value: string; readonly label: string }[]
    }
  | Table
  | Figure
  /** Folded away until someone asks for it. */
  | { readonly kind: 'folded'; readonly summary: string; readonly blocks: readonly Block[] }
  | Section

export interface Section {
  readonly kind: 'section'
  /** Anchor: unique in the document, the same in both languages. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface Document {
  readonly language: 'ko' | 'en'
  readonly title: string
  readonly subtitle: string
  /** Heading of the contents list. */
  readonly contentsTitle: string
  readonly sections: readonly Section[]
}

/** A line of text as a block. */
export function paragraph(...content: readonly Inline[]): Block {
  return { kind: 'paragraph', content }
}

/** A section with its anchor. */
export function section(id: string, title: string, blocks: readonly Block[]): Section {
  return { kind: 'section', id, title, blocks }
}

/** A table; columns are headings, or headings of numbers where they begin with `>`. */
export function table(headings: readonly string[], rows: readonly (readonly Phrase[])[]): Table {
  const columns = headings.map(
    (heading): Column => (heading.startsWith('>') ? { heading: heading.slice(1), right: true } : { heading }),
  )
  return { kind: 'table', columns, rows }
}

/** The pieces of a line. */
export function pieces(phrase: Phrase): readonly Inline[] {
  return Array.isArray(phrase) ? (phrase as readonly Inline[]) : [phrase as Inline]
}

/** Joins lines with a separator, as `Array.join` does for texts. */
export function joined(phrases: readonly Phrase[], separator: string): readonly Inline[] {
  return phrases.flatMap((phrase, index) => (index === 0 ? pieces(phrase) : [separator, ...pieces(phrase)]))
}

/** A sentence whose words between backquotes are code, as messages for the terminal write it. */
export function withCode(sentence: string): readonly Inline[] {
  return sentence
    .split(/`([^`]+)`/)
    .map((part, index): Inline => (index % 2 === 1 ? { code: part } : part))
    .filter((part) => part !== '')
}

/**
 * Text without what neither XML nor a terminal may hold: control characters, halves of surrogate pairs, and the marks that
 * turn the direction of what follows.
 */
export function printable(value: string): string {
  return value.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/gu, ' ')
}
