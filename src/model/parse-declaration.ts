// The text of a declaration → the declaration, or every mistake in it at once.

import * as z from 'zod'
import { sha256Of } from './canonical-json.ts'
import type { ParsedDeclaration } from './declaration.ts'
import { declarationErrors } from './declaration-errors.ts'
import { describeValue, errorsOfIssue, placeOf, valueAt, wordsOf } from './declaration-issues.ts'
import { declarationSchema } from './declaration-schema.ts'
import { type PositionedYaml, readYaml, toldErrors } from './declaration-yaml.ts'
import { type FilePosition, type HanokError, HanokErrors } from './errors.ts'
import { nearestWord } from './nearest-word.ts'
import type { JsonObject, JsonValue, SourcePosition } from './plan.ts'

/** What a declaration may name, told by the stages that know it. */
export interface DeclarationWords {
  readonly shapes: readonly string[]
  /** Schema of the options of each service, by id. */
  readonly services: ReadonlyMap<string, z.ZodType>
}

/** The largest declaration that is read, in bytes: a thousand hosts by name take a twentieth of it. */
export const declarationLimitBytes = 4 * 1024 * 1024

/** Keys that may stand with nothing after them: the same as leaving them out. */
const mayBeBare = ['clusters', 'relaxes', 'load', 'hosts', 'hostGroups', 'networks', 'services'] as const

/**
 * Reads a declaration. Throws `HanokErrors`, every error of it with its place in `file`; nothing else, whatever the
 * bytes are.
 */
export function parseDeclaration(
  content: string | Uint8Array,
  file: string,
  words: DeclarationWords,
): ParsedDeclaration {
  const source = decode(content, file)
  const yaml = withoutBareKeys(readYaml(source, file))
  if (yaml.value === null) throw refuse(declarationErrors.empty, file)
  if (!isMapping(yaml.value)) {
    const found = describeValue(yaml.value)
    throw new HanokErrors([
      declarationErrors.notAMapping({ found }, { at: placeOf(file, yaml, [], 'value') }),
    ])
  }
  const schema = declarationSchema(words.shapes)
  const result = schema.safeParse(yaml.value)
  const services = readServices(yaml, file, words.services)
  const errors = [
    ...(result.error?.issues ?? []).flatMap((issue) =>
      errorsOfIssue(issue, { file, yaml, schema, base: [] }),
    ),
    ...services.errors,
    ...crossErrors(yaml, file),
  ]
  if (errors.length > 0 || result.data === undefined) throw toldErrors(errors.sort(byPosition))
  return {
    ...result.data,
    file,
    sha256: sha256Of(content),
    services: services.options,
    source: sourceMap(yaml),
  }
}

function refuse(error: typeof declarationErrors.empty, file: string): HanokErrors {
  return new HanokErrors([error({}, { at: firstPlace(file) })])
}

function firstPlace(file: string): FilePosition {
  return { file, line: 1, column: 1 }
}

function decode(content: string | Uint8Array, file: string): string {
  const at = firstPlace(file)
  if (content.length > declarationLimitBytes) {
    throw new HanokErrors([
      declarationErrors.tooLarge({ bytes: content.length, limit: declarationLimitBytes }, { at }),
    ])
  }
  if (typeof content === 'string') return content
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(content)
    if (source.includes('\u0000')) throw new TypeError('NUL in text')
    return source
  } catch (cause) {
    throw new HanokErrors([declarationErrors.notUtf8({}, { at, cause })])
  }
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withoutBareKeys(yaml: PositionedYaml): PositionedYaml {
  if (!isMapping(yaml.value)) return yaml
  const entries = Object.entries(yaml.value)
    .filter(([key, value]) => value !== null || !(mayBeBare as readonly string[]).includes(key))
    .map(([key, value]) => [key, key === 'networks' ? withoutNulls(value) : value] as const)
  return { ...yaml, value: Object.fromEntries(entries) }
}

function withoutNulls(value: JsonValue | undefined): JsonValue | undefined {
  if (!isMapping(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null))
}

interface DeclaredServices {
  readonly options: Readonly<Record<string, JsonObject | false>>
  readonly errors: readonly HanokError[]
}

function readServices(
  yaml: PositionedYaml,
  file: string,
  schemas: ReadonlyMap<string, z.ZodType>,
): DeclaredServices {
  const declared = valueAt(yaml.value, ['services']) as JsonValue | undefined
  if (!isMapping(declared)) return { options: {}, errors: [] }
  const options: Record<string, JsonObject | false> = {}
  const errors: HanokError[] = []
  for (const [id, value] of Object.entries(declared)) {
    const schema = schemas.get(id)
    if (schema === undefined) {
      errors.push(unknownService(id, [...schemas.keys()], placeOf(file, yaml, ['services', id], 'key')))
      continue
    }
    if (value === false) {
      options[id] = false
      continue
    }
    const strict = schema instanceof z.ZodObject ? schema.strict() : schema
    const result = strict.safeParse(value === null || value === true ? {} : value)
    if (result.success) options[id] = result.data as JsonObject
    const context = { file, yaml, schema: strict, base: ['services', id] }
    errors.push(...(result.error?.issues ?? []).flatMap((issue) => errorsOfIssue(issue, context)))
  }
  return { options, errors }
}

function unknownService(service: string, known: readonly string[], at: FilePosition): HanokError {
  const nearest = nearestWord(service, known)
  return declarationErrors.unknownService(
    { service, known, ...(nearest === undefined ? {} : { nearest }) },
    { at },
  )
}

/** What no single value shows: names given twice, keys that exclude each other. */
function crossErrors(yaml: PositionedYaml, file: string): readonly HanokError[] {
  const together = (first: string, second: string): readonly HanokError[] =>
    valueAt(yaml.value, [first]) === undefined || valueAt(yaml.value, [second]) === undefined
      ? []
      : [declarationErrors.notTogether({ first, second }, { at: placeOf(file, yaml, [second], 'key') })]
  return [
    ...together('hosts', 'hostGroups'),
    ...together('target', 'clusters'),
    ...duplicates(yaml, file, 'hosts', 'name'),
    ...duplicates(yaml, file, 'hostGroups', 'name'),
    ...duplicates(yaml, file, 'clusters', 'id'),
  ]
}

function duplicates(yaml: PositionedYaml, file: string, list: string, key: string): readonly HanokError[] {
  const items = valueAt(yaml.value, [list])
  if (!Array.isArray(items)) return []
  const seen = new Map<string, string>()
  return items.flatMap((item: unknown, index): readonly HanokError[] => {
    const path = [list, String(index), key]
    const name = valueAt(item, [key])
    if (typeof name !== 'string') return []
    const first = seen.get(name)
    if (first === undefined) {
      seen.set(name, wordsOf(path))
      return []
    }
    const at = placeOf(file, yaml, path, 'value')
    return [declarationErrors.duplicateName({ path: wordsOf(path), name, first }, { at })]
  })
}

function sourceMap(yaml: PositionedYaml): Readonly<Record<string, SourcePosition>> {
  const places = new Map([...yaml.values, ...yaml.keys])
  return Object.fromEntries([...places].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function byPosition(a: HanokError, b: HanokError): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0)
}
