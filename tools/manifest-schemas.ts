// JSON schemas of every kind that an API server knows, definitions of operators included, out of its own description of itself: what
// kubeconform compares manifests with where the internet is not reached.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Schema = { readonly [key: string]: unknown }

interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>
}

interface Kind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** How kubeconform finds the files that `writeSchemas` writes. */
export const schemaLocation = '{{.ResourceKind}}{{.KindSuffix}}.json'

/** Writes a strict schema for each kind (OpenAPI v2, as `/openapi/v2` gives it) and says how many. */
export function writeSchemas(directory: string, openApi: OpenApi): number {
  mkdirSync(directory, { recursive: true })
  let count = 0
  for (const [name, schema] of Object.entries(openApi.definitions)) {
    const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly Kind[]
    const [only] = kinds
    if (only === undefined || kinds.length !== 1) continue
    const file = fileName(only)
    writeFileSync(join(directory, file), JSON.stringify(standalone(openApi, name)))
    count += 1
  }
  return count
}

/** `deployment-apps-v1.json`, as kubeconform makes the name of a kind. */
function fileName({ group, version, kind }: Kind): string {
  const [first = ''] = group.split('.')
  return `${[kind, ...(first === '' ? [] : [first]), version].join('-').toLowerCase()}.json`
}

/** A definition with all those that it leads to. */
function standalone(openApi: OpenApi, name: string): Schema {
  const needed: Record<string, Schema> = {}
  const open = [name]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const schema = openApi.definitions[next]
    if (needed[next] !== undefined || schema === undefined) continue
    needed[next] = strict(next, schema) as Schema
    open.push(...referencesIn(schema))
  }
  return { $ref: `#/definitions/${name}`, definitions: needed }
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner.replace('#/definitions/', '')] : referencesIn(inner),
  )
}

/** Quantities and ports may be numbers or texts; no object may have what its schema does not name. */
function strict(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => strict(name, inner))
  if (typeof value !== 'object' || value === null) return value
  const schema = value as Schema
  if (schema.format === 'int-or-string' || name.endsWith('.Quantity'))
    return { type: ['string', 'integer', 'number'] }
  const inner = Object.fromEntries(Object.entries(schema).map(([key, one]) => [key, strict('', one)]))
  const open =
    schema.properties === undefined ||
    schema.additionalProperties !== undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  return open ? inner : { ...inner, additionalProperties: false }
}
