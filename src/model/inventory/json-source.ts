// JSON with places: the values come from the platform's own reader, where they stand is looked up only where it is asked for.

import { HanokErrors } from '../errors.ts'
import type { JsonObject, JsonValue, SourcePosition } from '../plan.ts'
import { inventoryErrors } from './inventory-errors.ts'

/** A value inside a JSON text, and the offset at which it begins. */
export interface JsonPlace {
  readonly value: JsonValue | undefined
  readonly offset: number
}

/** A JSON text: its value, the places of what lies in it, and lines and columns. */
export class JsonSource {
  readonly root: JsonPlace
  private readonly source: string
  private readonly lineStarts: number[] = [0]

  /** Throws `HanokErrors` where the text is no JSON. */
  constructor(source: string, file: string) {
    this.source = source
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1))
      this.lineStarts.push(at + 1)
    this.root = { value: this.parse(file), offset: this.skipSpace(0) }
  }

  /** The members of an object with their places, in the order of the text; none for any other value. */
  members({ value, offset }: JsonPlace): ReadonlyMap<string, JsonPlace> {
    const found = new Map<string, JsonPlace>()
    if (!isObject(value)) return found
    let at = this.skipSpace(offset + 1)
    while (this.source[at] === '"') {
      const end = this.endOfString(at)
      const key = JSON.parse(this.source.slice(at, end)) as string
      const start = this.skipSpace(this.skipSpace(end) + 1)
      // A key given twice counts with its last value, as everywhere in JSON.
      found.set(key, { value: value[key], offset: start })
      at = this.afterValue(start)
    }
    return found
  }

  /** The elements of a list with their places; none for any other value. */
  elements({ value, offset }: JsonPlace): readonly JsonPlace[] {
    if (!Array.isArray(value)) return []
    let at = this.skipSpace(offset + 1)
    return value.map((element: JsonValue) => {
      const place = { value: element, offset: at }
      at = this.afterValue(at)
      return place
    })
  }

  position({ offset }: JsonPlace): SourcePosition {
    let [low, high] = [0, this.lineStarts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 }
  }

  private parse(file: string): JsonValue {
    try {
      return JSON.parse(this.source) as JsonValue
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? this.source.length)
      const at = { file, ...this.position({ value: undefined, offset }) }
      const words = reason.replace(/ in JSON at position.*/s, '').slice(0, 120)
      throw new HanokErrors([inventoryErrors.notJson({ reason: words }, { at, cause })])
    }
  }

  /** Past a value and the comma behind it. The text is known to be JSON. */
  private afterValue(start: number): number {
    const end = this.skipSpace(this.endOfValue(start))
    return this.source[end] === ',' ? this.skipSpace(end + 1) : end
  }

  private endOfValue(start: number): number {
    let depth = 0
    let at = start
    do {
      const character = this.source[at]
      if (character === '"') {
        at = this.endOfString(at)
        continue
      }
      if (character === '{' || character === '[') depth += 1
      else if (character === '}' || character === ']') {
        if (depth === 0) return at
        depth -= 1
      } else if (depth === 0 && (character === ',' || character === undefined)) return at
      at += 1
      if (depth === 0 && (character === '}' || character === ']')) return at
    } while (at < this.source.length)
    return at
  }

  private endOfString(start: number): number {
    let end = this.source.indexOf('"', start + 1)
    while (this.isEscaped(end)) end = this.source.indexOf('"', end + 1)
    return end + 1
  }

  private isEscaped(at: number): boolean {
    let slashes = 0
    while (this.source[at - 1 - slashes] === '\\') slashes += 1
    return slashes % 2 === 1
  }

  private skipSpace(start: number): number {
    let at = start
    while (' \n\r\t'.includes(this.source[at] ?? 'x')) at += 1
    return at
  }
}

/** Whether a JSON value is an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
