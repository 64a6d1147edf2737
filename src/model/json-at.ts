// Values below a path of keys, in JSON of which nobody knows the shape.

import type { JsonObject, JsonValue } from './plan.ts'

/** A value below a path of keys; undefined where there is none. */
export function at(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined
    found = (found as JsonObject)[key]
  }
  return found
}

/** The same as an object, empty where there is none. */
export function objectAt(value: JsonValue | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonObject) : {}
}

/** The same as a list of objects, empty where there is none. */
export function listAt(value: JsonValue | undefined, ...path: readonly string[]): readonly JsonObject[] {
  const found = at(value, ...path)
  return Array.isArray(found)
    ? found.filter((one): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one))
    : []
}
