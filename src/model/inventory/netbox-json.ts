// NetBox's REST API: the list of devices (`/api/dcim/devices/`, or its `results` alone).

import { type HanokError, HanokErrors } from '../errors.ts'
import type { JsonValue } from '../plan.ts'
import { dutiesOfWord } from './duty-words.ts'
import { type Inventory, type InventoryHost, type InventoryValue, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'
import { isObject, type JsonPlace, type JsonSource } from './json-source.ts'

/** Whether a JSON value looks like a list of devices. */
export function isDeviceList(value: JsonValue | undefined): boolean {
  return Array.isArray(value) || (isObject(value) && Array.isArray(value.results))
}

/** Reads a list of devices. Throws `HanokErrors`, among others when the list is one page of several. */
export function readNetBoxJson(json: JsonSource, file: string): Inventory {
  const list = Array.isArray(json.root.value) ? json.root : json.members(json.root).get('results')
  const devices = list === undefined ? [] : json.elements(list)
  const errors: HanokError[] = [...pageErrors(json, devices.length, file)]
  if (devices.length > inventoryLimits.hosts) {
    const at = { file, ...json.position(json.root) }
    throw new HanokErrors([inventoryErrors.tooManyHosts({ limit: inventoryLimits.hosts }, { at })])
  }
  const columns = new Set<string>()
  const hosts = devices.flatMap((device, index): readonly InventoryHost[] => {
    const members = json.members(device)
    const name = nameOf(members)
    if (name === undefined) {
      const at = { file, ...json.position(device) }
      errors.push(inventoryErrors.notADevice({ index: index + 1 }, { at }))
      return []
    }
    const values = valuesOf(json, members)
    for (const column of values.keys()) columns.add(column)
    for (const column of members.keys()) if (column !== 'custom_fields') columns.add(column)
    const at = json.position(members.get('name') ?? device)
    return [{ name, at, groups: [], values }]
  })
  if (errors.length > 0) throw new HanokErrors(errors)
  return { format: 'netbox-json', file, hosts, columns: [...columns] }
}

function* pageErrors(json: JsonSource, found: number, file: string): Generator<HanokError> {
  const members = json.members(json.root)
  const next = members.get('next')
  const count = members.get('count')?.value
  const total = typeof count === 'number' ? count : null
  if (typeof next?.value !== 'string' && (total === null || total <= found)) return
  const at = { file, ...json.position(next ?? json.root) }
  yield inventoryErrors.onePageOnly({ found, count: total }, { at })
}

/** A device without a name of its own is shown by NetBox under its type and number, which is no name. */
function nameOf(members: ReadonlyMap<string, JsonPlace>): string | undefined {
  const name = members.get('name')?.value
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined
}

function valuesOf(
  json: JsonSource,
  members: ReadonlyMap<string, JsonPlace>,
): ReadonlyMap<string, InventoryValue> {
  const values = new Map<string, InventoryValue>()
  const put = (column: string, place: JsonPlace, value: JsonValue) => {
    if (value !== null && value !== '') values.set(column, { value, at: json.position(place) })
  }
  for (const [column, place] of members) {
    if (column === 'custom_fields') {
      for (const [field, inner] of json.members(place))
        put(`custom_fields.${field}`, inner, wordOf(inner.value))
    } else if (column === 'tags' && Array.isArray(place.value)) {
      const tags = place.value.map(roleOf).filter((tag) => tag !== null)
      if (tags.length > 0) put(column, place, tags)
    } else if (column === 'role' || column === 'device_role') put(column, place, roleOf(place.value))
    else put(column, place, wordOf(place.value))
  }
  return values
}

/** What NetBox shows for a value: the name of an object, the label of a choice. */
function wordOf(value: JsonValue | undefined): JsonValue {
  if (!isObject(value)) return value ?? null
  return firstWord(value.name, value.label, value.value, value.display)
}

/** A role or a tag by that of its names which says what a host is for: the name may be Korean, the slug is not. */
function roleOf(value: JsonValue | undefined): JsonValue {
  if (!isObject(value)) return typeof value === 'string' ? value : null
  const { slug } = value
  const known = typeof slug === 'string' && dutiesOfWord(slug).duties.length > 0
  return known ? slug : firstWord(value.name, value.display, slug)
}

function firstWord(...words: readonly (JsonValue | undefined)[]): JsonValue {
  return words.find((word) => typeof word === 'string' || typeof word === 'number') ?? null
}
