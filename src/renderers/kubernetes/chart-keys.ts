// Keys that a chart does not know: most charts ignore a misspelt one without a word. Judged by the chart's own values and schema.

import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import type { ChartPin } from '../../model/kubernetes.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'

/** A chart's own files. */
export interface ChartFiles {
  readonly name: string
  readonly version: string
  /** `values.yaml`, with its comments: many charts show optional keys only there. */
  readonly values: string
  readonly schema?: JsonObject | undefined
  /** Names and aliases of its dependencies: what is below them is theirs. */
  readonly dependencies: readonly string[]
}

/** One key that the chart does not know. */
export interface UnknownKey {
  /** Names from the top, joined by dots. */
  readonly key: string
  /** In the values that were checked. */
  readonly line: number
  readonly column: number
  /** The chart's own key that is most like it. */
  readonly nearest: string | undefined
}

/** What a check of one set of values found. */
export interface ChartKeysResult {
  readonly unknown: readonly UnknownKey[]
  /** Dependencies below which keys were set that nobody here could check. */
  readonly uncheckedDependencies: readonly string[]
}

/**
 * Keys of `text` (YAML) that the chart does not know. A key is known when it stands in the chart's values, also as a commented
 * example within the block of its parent, in its schema, or in the pin's `unlisted`. Below an empty map, an empty list or nothing at all
 * anything goes: charts hand it on as it is; so do they with Kubernetes' own structures (resources, probes, contexts, strategies). `NAME.*` in
 * `unlisted` frees what users name themselves.
 */
export function unknownKeys(
  text: string,
  chart: ChartFiles,
  unlisted: ChartPin['unlisted'] = {},
): ChartKeysResult {
  const lines = new LineCounter()
  const values = parseDocument(text, { lineCounter: lines })
  const known = parseDocument(chart.values)
  const unknown: UnknownKey[] = []
  const unchecked = new Set<string>()
  const walk = (map: YAMLMap, own: unknown, schema: JsonValue | undefined, path: readonly string[]): void => {
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.value) : String(key)
      const here = [...path, name]
      if (path.length === 0 && chart.dependencies.includes(name)) {
        unchecked.add(name)
        continue
      }
      if (here.join('.') in unlisted || (path.length === 0 && everywhere.has(name))) continue
      const ownValue = isMap(own) ? own.get(name, true) : undefined
      const inSchema = schemaOf(chart.schema, schema, name)
      const isKnown =
        (isMap(own) && own.has(name)) || inSchema !== undefined || isCommented(chart.values, own, name)
      if (!isKnown) {
        const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0
        const { line, col } = lines.linePos(offset)
        unknown.push({ key: here.join('.'), line, column: col, nearest: nearestOf(own, inSchema, name) })
        continue
      }
      if (!isMap(value)) continue
      // A commented example, an empty map, a list or nothing: the chart hands on what is given.
      const hasOwn = isMap(ownValue) && ownValue.items.length > 0
      const isFree = handedOn.test(name) || `${here.join('.')}.*` in unlisted
      if (!isFree && (hasOwn || hasProperties(chart.schema, inSchema))) walk(value, ownValue, inSchema, here)
    }
  }
  if (isMap(values.contents)) walk(values.contents, known.contents, chart.schema, [])
  return { unknown, uncheckedDependencies: [...unchecked].sort() }
}

function nearestOf(own: unknown, _schema: JsonValue | undefined, name: string): string | undefined {
  const names = isMap(own)
    ? own.items.map(({ key }) => (isScalar(key) ? String(key.value) : String(key)))
    : []
  return nearestWord(name, names)
}

/** Kubernetes' own structures: charts put them into a pod as they are, and the API server checks their keys. */
const handedOn =
  /^(resources|affinity|tolerations|lifecycle|.*[pP]robe|.*[sS]ecurityContext|.*[sS]trategy|.*[aA]nnotations|.*[lL]abels|nodeSelector)$/

/** Read by the templates of nearly every chart, and listed by few of them (Helm, "create"). */
const everywhere = new Set(['nameOverride', 'fullnameOverride'])

/** Whether a comment within the block shows the key: `# storageClass: …`. */
function isCommented(text: string, own: unknown, name: string): boolean {
  const [start = 0, , end = text.length] = isMap(own) ? (own.range ?? []) : []
  // A comment behind the last key of a block belongs to it as long as it is indented like it.
  const after = text.slice(end).match(/^(?:\s*#[^\n]*\n)*/)?.[0] ?? ''
  const block = text.slice(start, end) + after
  return new RegExp(`^\\s*#+\\s*(?:- )?${escaped(name)}:`, 'm').test(block)
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function resolved(root: JsonObject | undefined, schema: JsonValue | undefined): JsonObject | undefined {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return undefined
  const object = schema as JsonObject
  if (typeof object.$ref !== 'string') return object
  let found: JsonValue | undefined = root
  for (const part of object.$ref.replace(/^#\/?/, '').split('/')) {
    found = part === '' ? found : (found as JsonObject | undefined)?.[part]
  }
  return found === undefined ? undefined : (found as JsonObject)
}

function schemaOf(
  root: JsonObject | undefined,
  schema: JsonValue | undefined,
  name: string,
): JsonValue | undefined {
  const properties = resolved(root, schema)?.properties as JsonObject | undefined
  return properties?.[name]
}

function hasProperties(root: JsonObject | undefined, schema: JsonValue | undefined): boolean {
  return resolved(root, schema)?.properties !== undefined
}

/** Every leaf of a chart's own values, as paths: what a check must know. For tests. */
export function leavesOf(chart: Pick<ChartFiles, 'values'>): readonly (readonly string[])[] {
  const leaves: string[][] = []
  const walk = (node: unknown, path: string[]): void => {
    if (isMap(node) && node.items.length > 0) {
      for (const { key, value } of node.items)
        walk(value, [...path, isScalar(key) ? String(key.value) : String(key)])
    } else if (path.length > 0 && !isSeq(node)) leaves.push(path)
  }
  walk(parseDocument(chart.values).contents, [])
  return leaves
}
