// YAML text → plain values with the position of every one of them. Nothing of what a declaration means is known here.

import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml'
import { declarationErrors } from './declaration-errors.ts'
import { type FilePosition, type HanokError, HanokErrors } from './errors.ts'
import type { JsonObject, JsonValue, SourcePosition } from './plan.ts'
import { type Text, text } from './text.ts'

/** A YAML document as plain values, with two positions by JSON pointer: of the value, and of the key before it. */
export interface PositionedYaml {
  readonly value: JsonValue
  readonly values: ReadonlyMap<string, SourcePosition>
  readonly keys: ReadonlyMap<string, SourcePosition>
}

// Far above any declaration; what unfolds into more is a mistake or an attack. Five thousand hosts with all that can be said of
// each have some 100,000 nodes and 250,000 indicators; the reader takes about 3 µs and half a KiB for every indicator, twice that where each is an error.
const limits = { nodes: 200_000, depth: 32, indicators: 300_000, nesting: 2_000 } as const

/** Characters at which YAML may begin something new: their number bounds the work of reading, whatever the text. */
const indicators = new Set(Array.from('\n\r\t-?:,[]{}#&*!|>\'"%@`', (character) => character.charCodeAt(0)))

const codesOf = (characters: string) => new Set(Array.from(characters, (one) => one.charCodeAt(0)))
// The reader calls itself for each level: too many end the whole process inside of a regular expression.
const [opening, closing, items] = [codesOf('[{'), codesOf(']}'), codesOf('-?')]
const [newLine, space] = ['\n'.charCodeAt(0), ' '.charCodeAt(0)]

/** Errors that are told in one run: more are of no help to anyone, and a file of another kind may have a million. */
export const mostErrors = 1_000

/** Errors in one, cut to what is told. */
export function toldErrors(errors: readonly HanokError[]): HanokErrors {
  if (errors.length <= mostErrors) return new HanokErrors(errors)
  const more = declarationErrors.moreErrors({}, { at: errors[mostErrors]?.at })
  return new HanokErrors([...errors.slice(0, mostErrors), more])
}

/** JSON pointer of a path (RFC 6901). */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/**
 * Reads YAML 1.2. Throws `HanokErrors` with every syntax error of the text. Tags that YAML does not define (`!vault`) are
 * refused, or left aside where other programs' files may have them.
 */
export function readYaml(
  source: string,
  file: string,
  { tags = 'refuse' }: { readonly tags?: 'refuse' | 'ignore' } = {},
): PositionedYaml {
  const lines = new LineCounter()
  refuseTooMuch(source, file)
  const document = parse(source, file, lines)
  const warnings = document.warnings.filter(({ code }) => tags === 'refuse' || code !== 'TAG_RESOLVE_FAILED')
  const problems = [...document.errors, ...warnings]
  if (problems.length > 0) {
    const first = problems.slice(0, mostErrors + 1)
    throw toldErrors(first.map((problem) => syntaxError(problem, source, file, lines)))
  }
  return new Walk(document, file, lines).run()
}

function refuseTooMuch(source: string, file: string): void {
  let left: number = limits.indicators
  let [open, deepest, inLine] = [0, 0, 0]
  for (let index = 0; index < source.length; index += 1) {
    const code = source.charCodeAt(index)
    if (!indicators.has(code)) continue
    left -= 1
    if (opening.has(code)) open += 1
    else if (closing.has(code)) open = Math.max(0, open - 1)
    const isItem = items.has(code) && source.charCodeAt(index + 1) === space
    inLine = code === newLine ? 0 : inLine + (isItem ? 1 : 0)
    deepest = Math.max(deepest, open, inLine)
  }
  if (left >= 0 && deepest <= limits.nesting) return
  throw new HanokErrors([declarationErrors.tooMuch({}, { at: { file, line: 1, column: 1 } })])
}

function parse(source: string, file: string, lines: LineCounter): Document {
  try {
    return parseDocument(source, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'error',
      // Its check compares every key with every other; the walk below does the same in one pass.
      uniqueKeys: false,
    })
  } catch (cause) {
    // The reader is recursive: a thousand brackets exhaust the stack before any limit is asked.
    if (!(cause instanceof RangeError)) throw cause
    throw new HanokErrors([declarationErrors.tooMuch({}, { cause, at: { file, line: 1, column: 1 } })])
  }
}

/** A position that lies inside the text, whatever offset a reader gives. */
function positionAt(offset: number, lines: LineCounter): SourcePosition {
  const { line, col } = lines.linePos(Math.max(0, offset))
  return { line: Math.max(1, line), column: Math.max(1, col) }
}

function syntaxError(error: YAMLError, source: string, file: string, lines: LineCounter): HanokError {
  const at: FilePosition = { file, ...positionAt(Math.min(error.pos[0], source.length), lines) }
  if (error.code === 'RESOURCE_EXHAUSTION') return declarationErrors.tooMuch({}, { at })
  const what =
    syntaxWords[error.code] ??
    text(`This is not YAML: ${error.message}.`, `YAML 문법에 맞지 않습니다: ${error.message}.`)
  return declarationErrors.syntax({ what, yaml: error.code }, { at })
}

const syntaxWords: Readonly<Partial<Record<string, Text>>> = {
  TAB_AS_INDENT: text(
    'Found a tab as indentation, expected spaces: YAML allows no tabs there.',
    '들여쓰기에 탭이 있습니다. YAML에서는 공백만 쓸 수 있습니다.',
  ),
  BAD_INDENT: text(
    'Found another indentation, expected the same as the lines above that belong together.',
    '들여쓰기가 맞지 않습니다. 함께 묶이는 윗줄들과 같은 칸에서 시작해야 합니다.',
  ),
  DUPLICATE_KEY: text(
    'Found this key a second time, expected every key once.',
    '같은 키가 두 번 나옵니다. 키는 한 번만 적어야 합니다.',
  ),
  MISSING_CHAR: text(
    'Something is missing here: a colon, a comma, a space after either, or a closing quote or bracket.',
    '여기에 빠진 것이 있습니다: 콜론, 쉼표, 그 뒤의 공백, 또는 닫는 따옴표나 괄호.',
  ),
  UNEXPECTED_TOKEN: text('Found something that fits no YAML here.', '여기에 올 수 없는 글자가 있습니다.'),
  MULTILINE_IMPLICIT_KEY: text(
    'Found a line that is no `key: value`, expected a colon and a space after the key.',
    '`키: 값` 꼴이 아닌 줄이 있습니다. 키 다음에는 콜론과 공백이 와야 합니다.',
  ),
  BLOCK_AS_IMPLICIT_KEY: text(
    'Found two colons on one line; put the inner mapping on lines of its own, or quote the value.',
    '한 줄에 콜론이 두 번 나옵니다. 안쪽 매핑을 다음 줄로 옮기거나 값을 따옴표로 묶으세요.',
  ),
  BAD_ALIAS: text(
    'Found an alias that no anchor (`&name`) stands for.',
    '대응하는 앵커(`&이름`)가 없는 별칭입니다.',
  ),
  BAD_SCALAR_START: text(
    'Found a value that begins with a reserved character; put it in quotes.',
    '예약된 글자로 시작하는 값입니다. 따옴표로 묶으세요.',
  ),
  MULTIPLE_DOCS: text(
    'Found a second document (`---`), expected one declaration a file.',
    '두 번째 문서(`---`)가 있습니다. 한 파일에는 선언 하나만 적습니다.',
  ),
  TAG_RESOLVE_FAILED: text(
    'Found a YAML tag (`!…`) that declarations do not use.',
    '선언에서 쓰지 않는 YAML 태그(`!…`)입니다.',
  ),
}

class Walk {
  private readonly document: Document
  private readonly file: string
  private readonly lines: LineCounter
  private readonly values = new Map<string, SourcePosition>()
  private readonly keys = new Map<string, SourcePosition>()
  private readonly errors: HanokError[] = []
  private readonly anchors = new Map<Alias, Node>()
  private nodes = 0

  constructor(document: Document, file: string, lines: LineCounter) {
    this.document = document
    this.file = file
    this.lines = lines
  }

  run(): PositionedYaml {
    const value = this.visit(this.document.contents, '', 0, { line: 1, column: 1 })
    if (this.errors.length > 0) throw new HanokErrors(this.errors)
    return { value, values: this.values, keys: this.keys }
  }

  private visit(node: unknown, pointer: string, depth: number, fallback: SourcePosition): JsonValue {
    const position = this.positionOf(node, fallback)
    this.nodes += 1
    if (this.nodes > limits.nodes || depth > limits.depth) {
      throw new HanokErrors([declarationErrors.tooMuch({}, { at: { file: this.file, ...position } })])
    }
    this.values.set(pointer, position)
    if (isScalar(node)) return scalarValue(node.value)
    if (isMap(node)) return this.visitMap(node.items, pointer, depth, position)
    if (isSeq(node)) {
      return node.items.map((item, index) => this.visit(item, `${pointer}/${index}`, depth + 1, position))
    }
    if (isAlias(node)) {
      const anchored = this.anchorOf(node)
      // One level more, so that an alias to what holds it comes to an end.
      if (anchored !== undefined) return this.visit(anchored, pointer, depth + 1, position)
      throw new HanokErrors([this.syntaxError('BAD_ALIAS', position)])
    }
    return null
  }

  /** What an alias stands for. Looked for once: the reader walks the whole document each time. */
  private anchorOf(alias: Alias): Node | undefined {
    const known = this.anchors.get(alias) ?? alias.resolve(this.document)
    if (known !== undefined) this.anchors.set(alias, known)
    return known
  }

  private visitMap(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    pointer: string,
    depth: number,
    fallback: SourcePosition,
  ): JsonObject {
    const entries = new Map<string, JsonValue>()
    for (const { key, value } of items) {
      const position = this.positionOf(key, fallback)
      if (!isScalar(key)) {
        throw new HanokErrors([declarationErrors.keyNotAWord({}, { at: { file: this.file, ...position } })])
      }
      const name = String(key.value)
      if (entries.has(name)) {
        this.errors.push(this.syntaxError('DUPLICATE_KEY', position))
        continue
      }
      const inner = `${pointer}${pointerOf([name])}`
      this.keys.set(inner, position)
      entries.set(name, this.visit(value, inner, depth + 1, position))
    }
    return Object.fromEntries(entries)
  }

  private syntaxError(yaml: 'BAD_ALIAS' | 'DUPLICATE_KEY', position: SourcePosition): HanokError {
    const what = syntaxWords[yaml] ?? text(yaml, yaml)
    return declarationErrors.syntax({ what, yaml }, { at: { file: this.file, ...position } })
  }

  private positionOf(node: unknown, fallback: SourcePosition): SourcePosition {
    const range = (node as Node | null | undefined)?.range
    return range === null || range === undefined ? fallback : positionAt(range[0], this.lines)
  }
}

function scalarValue(value: unknown): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return value
  return String(value)
}
