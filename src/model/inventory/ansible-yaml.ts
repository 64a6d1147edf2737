// Ansible inventories in YAML form, and what `ansible-inventory --list` prints as JSON.

import { valueAt } from '../declaration-issues.ts'
import { type PositionedYaml, pointerOf, readYaml } from '../declaration-yaml.ts'
import { type HanokError, HanokErrors } from '../errors.ts'
import type { JsonObject, JsonValue, SourcePosition } from '../plan.ts'
import { AnsibleGroups } from './ansible-groups.ts'
import { parseHostPattern } from './host-range.ts'
import { type Inventory, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'
import { isObject, type JsonPlace, type JsonSource } from './json-source.ts'

/** Reads an inventory in YAML form. Throws `HanokErrors`. */
export function readAnsibleYaml(source: string, file: string): Inventory {
  const reader = new YamlReader(readYaml(source, file, { tags: 'ignore' }), file)
  return { format: 'ansible-yaml', file, ...reader.read() }
}

class YamlReader {
  private readonly yaml: PositionedYaml
  private readonly file: string
  private readonly groups: AnsibleGroups
  private readonly errors: HanokError[] = []

  constructor(yaml: PositionedYaml, file: string) {
    this.yaml = yaml
    this.file = file
    this.groups = new AnsibleGroups(file)
    this.groups.addGroup('all', { line: 1, column: 1 })
  }

  read(): Pick<Inventory, 'hosts' | 'columns'> {
    for (const [name, value] of this.entries([])) this.readGroup(name, value, [name])
    const resolved = this.errors.length > 0 ? { hosts: [], columns: [] } : this.groups.resolve()
    const errors = [...this.errors, ...this.groups.errors]
    if (errors.length > 0) throw new HanokErrors(errors)
    return resolved
  }

  private readGroup(name: string, value: JsonValue | undefined, path: readonly string[]): void {
    this.groups.addGroup(name, this.at(path))
    if (value === null) return
    if (!isObject(value)) {
      this.refuse(path)
      return
    }
    for (const key of Object.keys(value)) {
      const inner = [...path, key]
      if (key === 'hosts') this.readHosts(name, inner)
      else if (key === 'vars') {
        for (const [variable, set] of this.entries(inner)) {
          this.groups.setGroupValue(name, variable, set, this.at([...inner, variable]))
        }
      } else if (key === 'children') {
        for (const [child, group] of this.entries(inner)) {
          const place = [...inner, child]
          this.groups.addChild(name, child, this.at(place))
          this.readGroup(child, group, place)
        }
      } else {
        const at = { file: this.file, ...this.at(inner) }
        this.errors.push(inventoryErrors.unknownGroupKey({ group: name, key }, { at }))
      }
    }
  }

  private readHosts(group: string, path: readonly string[]): void {
    for (const [word, values] of this.entries(path)) {
      const place = [...path, word]
      const names = this.namesOf(word, place)
      for (const name of names) this.groups.addHost(group, name, this.at(place))
      if (values === null) continue
      for (const [key, value] of this.entries(place)) {
        const at = this.at([...place, key])
        for (const name of names) this.groups.setHostValue(name, key, value, at)
      }
    }
  }

  private namesOf(word: string, path: readonly string[]): readonly string[] {
    const at = { file: this.file, ...this.at(path) }
    const pattern = parseHostPattern(word)
    if (pattern === undefined) {
      this.errors.push(inventoryErrors.badRange({ range: word.slice(0, 60) }, { at }))
      return []
    }
    if (pattern.count + this.groups.hostCount <= inventoryLimits.hosts) return pattern.names()
    if (pattern.count === 1 && this.groups.hasHost(word)) return [word]
    this.errors.push(inventoryErrors.tooManyHosts({ limit: inventoryLimits.hosts }, { at }))
    throw new HanokErrors(this.errors)
  }

  private entries(path: readonly string[]): readonly (readonly [string, JsonValue])[] {
    const value = valueAt(this.yaml.value, path) as JsonValue | undefined
    if (value === null || value === undefined) return []
    if (isObject(value)) return Object.entries(value) as [string, JsonValue][]
    this.refuse(path)
    return []
  }

  private refuse(path: readonly string[]): void {
    const at = { file: this.file, ...this.at(path) }
    this.errors.push(inventoryErrors.notAnsible({ path: path.join('.'), expected: 'mapping' }, { at }))
  }

  private at(path: readonly string[]): SourcePosition {
    const pointer = pointerOf(path)
    return this.yaml.keys.get(pointer) ?? this.yaml.values.get(pointer) ?? { line: 1, column: 1 }
  }
}

/** Whether a JSON value is what `ansible-inventory --list` prints. */
export function isAnsibleList(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && isObject(value._meta as JsonValue | undefined)
}

/** Reads what `ansible-inventory --list` prints: groups with lists of names, and the hosts' variables under `_meta`. */
export function readAnsibleList(json: JsonSource, file: string): Inventory {
  const groups = new AnsibleGroups(file)
  const errors: HanokError[] = []
  const namesIn = (
    place: JsonPlace | undefined,
    path: string,
  ): readonly (readonly [string, SourcePosition])[] => {
    if (place === undefined) return []
    const elements = json.elements(place)
    if (Array.isArray(place.value) && elements.every(({ value }) => typeof value === 'string')) {
      return elements.map((element) => [element.value as string, json.position(element)] as const)
    }
    const at = { file, ...json.position(place) }
    errors.push(inventoryErrors.notAnsible({ path, expected: 'list' }, { at }))
    return []
  }
  const top = json.members(json.root)
  for (const [name, group] of top) {
    if (name === '_meta') continue
    groups.addGroup(name, json.position(group))
    const members = json.members(group)
    for (const [host, at] of namesIn(members.get('hosts'), `${name}.hosts`)) groups.addHost(name, host, at)
    for (const [child, at] of namesIn(members.get('children'), `${name}.children`)) {
      groups.addChild(name, child, at)
      // Empty groups are named as children only.
      groups.addGroup(child, at)
    }
  }
  const meta = top.get('_meta')
  const variables = meta === undefined ? undefined : json.members(meta).get('hostvars')
  for (const [host, place] of variables === undefined ? [] : json.members(variables)) {
    if (!groups.hasHost(host)) groups.addHost('all', host, json.position(place))
    for (const [key, value] of json.members(place)) {
      groups.setHostValue(host, key, value.value ?? null, json.position(value))
    }
  }
  if (groups.hostCount > inventoryLimits.hosts) {
    const at = { file, line: 1, column: 1 }
    throw new HanokErrors([inventoryErrors.tooManyHosts({ limit: inventoryLimits.hosts }, { at })])
  }
  const resolved = groups.resolve()
  const all = [...errors, ...groups.errors]
  if (all.length > 0) throw new HanokErrors(all)
  return { format: 'ansible-json', file, ...resolved }
}
