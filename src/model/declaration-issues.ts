// What a schema says is wrong → an error that a person can act on, at its place in the file.

import * as z from 'zod'
import { declarationErrors, type WrongValue } from './declaration-errors.ts'
import type { ExpectedParams } from './declaration-schema.ts'
import { mostErrors, type PositionedYaml, pointerOf } from './declaration-yaml.ts'
import type { FilePosition, HanokError } from './errors.ts'
import { nearestWord } from './nearest-word.ts'
import { type Text, text } from './text.ts'

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** Where errors of one schema are: the file, what stands in it, and the path at which the schema was applied. */
export interface IssueContext {
  readonly file: string
  readonly yaml: PositionedYaml
  readonly schema: z.core.$ZodType
  readonly base: Path
}

/** The position of a value, of its key, or of the nearest thing around it. */
export function placeOf(file: string, yaml: PositionedYaml, path: Path, what: 'key' | 'value'): FilePosition {
  const [first, second] = what === 'key' ? [yaml.keys, yaml.values] : [yaml.values, yaml.keys]
  for (let length = path.length; length >= 0; length -= 1) {
    const pointer = pointerOf(path.slice(0, length))
    const exact = length === path.length
    const found = exact
      ? (first.get(pointer) ?? second.get(pointer))
      : (yaml.keys.get(pointer) ?? yaml.values.get(pointer))
    if (found !== undefined) return { file, ...found }
  }
  return { file, line: 1, column: 1 }
}

/** `hostGroups[0].count`, as people write it. */
export function wordsOf(path: Path): string {
  return path
    .map((part, index) =>
      /^\d+$/.test(String(part)) ? `[${String(part)}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('')
}

/** The errors that one issue of a schema stands for. */
export function errorsOfIssue(issue: Issue, context: IssueContext): readonly HanokError[] {
  const path = existingPath(context.yaml.value, [...context.base, ...issue.path])
  const value = valueAt(context.yaml.value, path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostErrors + 1).map((key) => unknownKey(key, issue.path, path, context))
  }
  const at = placeOf(context.file, context.yaml, path, 'value')
  const expected = expectedBy(issue)
  if (value === undefined)
    return [declarationErrors.missingKey({ path: wordsOf(path), expected: expected ?? anything }, { at })]
  if (expected === undefined) {
    return [declarationErrors.refused({ path: wordsOf(path), reason: reasonOf(issue, value) }, { at })]
  }
  const wrong: WrongValue = { path: wordsOf(path), found: describeValue(value), expected }
  switch (issue.code) {
    case 'invalid_type':
      return [declarationErrors.wrongType(wrong, { at })]
    case 'invalid_value': {
      // A mapping has no word of its own, and may hide its `toString`.
      const word = typeof value === 'object' ? '' : String(value)
      const nearest = nearestWord(word, issue.values.map(String))
      return [declarationErrors.wrongWord(nearest === undefined ? wrong : { ...wrong, nearest }, { at })]
    }
    case 'too_small':
    case 'too_big':
    case 'not_multiple_of':
      return [declarationErrors.outOfRange(wrong, { at })]
    default:
      return [declarationErrors.wrongForm(wrong, { at })]
  }
}

function unknownKey(key: string, inner: Path, path: Path, context: IssueContext): HanokError {
  const known = keysAt(context.schema, inner)
  const nearest = nearestWord(key, known)
  const at = placeOf(context.file, context.yaml, [...path, key], 'key')
  return declarationErrors.unknownKey(
    { key, path: wordsOf(path), known, ...(nearest === undefined ? {} : { nearest }) },
    { at },
  )
}

const anything = text('a value', '값')

function expectedBy(issue: Issue): Text | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? text(issue.expected, issue.expected)
    case 'invalid_value': {
      const words = issue.values.map(String).join(', ')
      return text(`one of: ${words}`, `다음 중 하나: ${words}`)
    }
    case 'too_small':
      return bound(issue.origin, 'min', Number(issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return bound(issue.origin, 'max', Number(issue.maximum), issue.inclusive !== false)
    case 'not_multiple_of':
      return text(`a multiple of ${issue.divisor}`, `${issue.divisor}의 배수`)
    case 'custom':
      return (issue.params as Partial<ExpectedParams> | undefined)?.expected
    default:
      return undefined
  }
}

function bound(origin: string, side: 'min' | 'max', limit: number, inclusive: boolean): Text {
  const least = side === 'min'
  if (origin === 'array' || origin === 'set') {
    return text(
      `a list of ${least ? 'at least' : 'at most'} ${limit}`,
      `항목이 ${limit}개 ${least ? '이상' : '이하'}인 목록`,
    )
  }
  if (origin === 'string') {
    return text(
      `${least ? 'at least' : 'at most'} ${limit} characters`,
      `${limit}자 ${least ? '이상' : '이하'}의 글`,
    )
  }
  if (!inclusive)
    return text(`${least ? 'more' : 'less'} than ${limit}`, `${limit}보다 ${least ? '큰' : '작은'} 수`)
  return text(`${limit} or ${least ? 'more' : 'less'}`, `${limit} ${least ? '이상' : '이하'}의 수`)
}

const typeWords: Readonly<Record<string, Text>> = {
  string: text('text', '글자(문자열)'),
  number: text('a number', '수'),
  int: text('a whole number', '정수'),
  boolean: text('true or false', 'true 또는 false'),
  array: text('a list', '목록'),
  object: text('keys with values', '`키: 값`으로 된 매핑'),
  record: text('keys with values', '`키: 값`으로 된 매핑'),
}

/** What stands in the file, in a few words. */
export function describeValue(value: unknown): Text {
  if (value === null || value === undefined) return text('nothing', '빈 값')
  if (Array.isArray(value)) return text('a list', '목록')
  if (typeof value === 'object') return text('keys with values', '매핑')
  const words =
    typeof value === 'string'
      ? JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
      : String(value)
  return text(words, words)
}

function reasonOf(issue: Issue, input: unknown): Text {
  const raw = { ...issue, input } as z.core.$ZodRawIssue
  const words = (locale: { localeError: z.core.$ZodErrorMap }): string => {
    const message = locale.localeError(raw)
    return (typeof message === 'string' ? message : message?.message) ?? issue.message
  }
  return text(words(z.locales.en()), words(z.locales.ko()))
}

/** The value at a path of plain values; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part)
        ? (inner as Record<PropertyKey, unknown>)[part]
        : undefined,
    value,
  )
}

/** A path without its end where a schema expanded a word into keys that the file does not have. */
function existingPath(value: unknown, path: Path): Path {
  const outer = valueAt(value, path.slice(0, -1))
  return path.length > 0 && outer !== undefined && typeof outer !== 'object' ? path.slice(0, -1) : path
}

interface SchemaDef {
  readonly type: string
  readonly shape?: Record<string, z.core.$ZodType>
  readonly innerType?: z.core.$ZodType
  readonly out?: z.core.$ZodType
  readonly element?: z.core.$ZodType
  readonly valueType?: z.core.$ZodType
}

/** The keys that a schema knows at a path below it. */
function keysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const def = bare(schema)
  const [first, ...rest] = path
  if (first === undefined) return Object.keys(def.shape ?? {})
  const inner = def.shape?.[String(first)] ?? def.element ?? def.valueType
  return inner === undefined ? [] : keysAt(inner, rest)
}

/** A schema's definition without what is wrapped around it: defaults, optionality, preprocessing. */
function bare(schema: z.core.$ZodType): SchemaDef {
  const def = schema._zod.def as unknown as SchemaDef
  const inner = def.innerType ?? (def.type === 'pipe' ? def.out : undefined)
  return inner === undefined ? def : bare(inner)
}
