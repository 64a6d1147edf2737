// Ansible's groups: who is in which, and which variables a host has in the end (Ansible documentation, "How variables are
// merged": `all`, then parents, then children, then the host; among equals by priority, then by name).

import { type HanokError, HanokErrors } from '../errors.ts'
import type { JsonValue, SourcePosition } from '../plan.ts'
import { type InventoryHost, type InventoryValue, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'

type Values = Map<string, InventoryValue>

interface Group {
  readonly name: string
  readonly at: SourcePosition
  readonly children: Map<string, SourcePosition>
  readonly parents: string[]
  readonly values: Values
  depth: number
}

interface Host {
  readonly name: string
  readonly at: SourcePosition
  readonly groups: Set<string>
  readonly values: Values
}

/** Groups and hosts as they are read, in any order. */
export class AnsibleGroups {
  readonly errors: HanokError[] = []
  private readonly file: string
  private readonly groups = new Map<string, Group>()
  private readonly hosts = new Map<string, Host>()
  private readonly columns = new Set<string>()
  private steps: number = inventoryLimits.steps

  constructor(file: string) {
    this.file = file
  }

  hasGroup(name: string): boolean {
    return this.groups.has(name)
  }

  addGroup(name: string, at: SourcePosition): void {
    if (this.groups.has(name)) return
    this.groups.set(name, { name, at, children: new Map(), parents: [], values: new Map(), depth: 0 })
  }

  addChild(parent: string, child: string, at: SourcePosition): void {
    const group = this.groups.get(parent)
    if (group !== undefined && !group.children.has(child)) group.children.set(child, at)
  }

  addHost(group: string, name: string, at: SourcePosition): void {
    const host: Host = this.hosts.get(name) ?? { name, at, groups: new Set(), values: new Map() }
    this.spend(1)
    if (group !== 'all' && group !== 'ungrouped') host.groups.add(group)
    this.hosts.set(name, host)
  }

  hasHost(name: string): boolean {
    return this.hosts.has(name)
  }

  get hostCount(): number {
    return this.hosts.size
  }

  setHostValue(host: string, key: string, value: JsonValue, at: SourcePosition): void {
    this.spend(1)
    this.columns.add(key)
    this.hosts.get(host)?.values.set(key, { value, at })
  }

  setGroupValue(group: string, key: string, value: JsonValue, at: SourcePosition): void {
    this.columns.add(key)
    this.groups.get(group)?.values.set(key, { value, at })
  }

  /** The hosts with all that they inherit, and every variable's name. What does not fit is in `errors`. */
  resolve(): { readonly hosts: readonly InventoryHost[]; readonly columns: readonly string[] } {
    this.linkParents()
    if (this.errors.length > 0 || !this.orderByDepth()) return { hosts: [], columns: [] }
    const hosts: InventoryHost[] = []
    for (const host of this.hosts.values()) {
      const levels = this.levelsOf(host)
      const values = this.valuesOf(host, levels)
      this.spend(values.size)
      hosts.push({ name: host.name, at: host.at, groups: levels, values })
    }
    return { hosts, columns: [...this.columns] }
  }

  /** Ends the reading of what would take for ever: a few lines with ranges and groups can stand for billions of values. */
  private spend(steps: number): void {
    this.steps -= steps
    if (this.steps >= 0) return
    const at = { file: this.file, line: 1, column: 1 }
    const limit = inventoryLimits.steps
    throw new HanokErrors([inventoryErrors.tooMuch({ limit }, { at })])
  }

  private linkParents(): void {
    for (const group of this.groups.values()) {
      for (const [child, at] of group.children) {
        const found = this.groups.get(child)
        if (found !== undefined) found.parents.push(group.name)
        else {
          this.errors.push(
            inventoryErrors.undefinedGroup(
              { group: child, parent: group.name },
              { at: { file: this.file, ...at } },
            ),
          )
        }
      }
    }
  }

  /** Depths from the top (Kahn's order). False, with an error, where groups hold one another. */
  private orderByDepth(): boolean {
    const waiting = new Map([...this.groups.values()].map((group) => [group.name, group.parents.length]))
    const ready = [...this.groups.values()].filter(({ parents }) => parents.length === 0)
    let ordered = 0
    for (let group = ready.pop(); group !== undefined; group = ready.pop()) {
      ordered += 1
      for (const name of group.children.keys()) {
        const child = this.groups.get(name)
        const left = (waiting.get(name) ?? 0) - 1
        waiting.set(name, left)
        if (child === undefined) continue
        child.depth = Math.max(child.depth, group.depth + 1)
        if (left === 0) ready.push(child)
      }
    }
    if (ordered === this.groups.size) return true
    this.errors.push(
      this.cycleError(new Set([...waiting].filter(([, left]) => left > 0).map(([name]) => name))),
    )
    return false
  }

  private cycleError(stuck: ReadonlySet<string>): HanokError {
    // Every stuck group has a stuck parent: walking up must come back to where it has been.
    const path: string[] = []
    let [name = ''] = stuck
    while (!path.includes(name)) {
      path.unshift(name)
      name = this.groups.get(name)?.parents.find((parent) => stuck.has(parent)) ?? ''
    }
    const circle = path.slice(0, path.indexOf(name) + 1)
    const closed = [name, ...circle]
    const at = this.groups.get(name)?.children.get(closed[1] ?? '') ?? { line: 1, column: 1 }
    const shown = closed.length > 8 ? [...closed.slice(0, 6), '…', name] : closed
    return inventoryErrors.groupCycle({ groups: shown }, { at: { file: this.file, ...at } })
  }

  private levelsOf(host: Host): readonly (readonly string[])[] {
    const seen = new Set<string>(host.groups)
    const levels: string[][] = []
    for (let level = [...host.groups]; level.length > 0; ) {
      levels.push(level)
      const next: string[] = []
      for (const name of level) {
        const parents = this.groups.get(name)?.parents ?? []
        this.spend(1 + parents.length)
        for (const parent of parents) {
          if (parent === 'all' || seen.has(parent)) continue
          seen.add(parent)
          next.push(parent)
        }
      }
      level = next
    }
    return levels
  }

  private valuesOf(host: Host, levels: readonly (readonly string[])[]): Values {
    const groups = ['all', ...levels.flat()].flatMap((name) => this.groups.get(name) ?? [])
    const priority = (group: Group) => Number(group.values.get('ansible_group_priority')?.value ?? 1) || 1
    const ordered = groups.sort(
      (a, b) =>
        Number(b.name === 'all') - Number(a.name === 'all') ||
        a.depth - b.depth ||
        priority(a) - priority(b) ||
        (a.name < b.name ? -1 : 1),
    )
    const values: Values = new Map()
    for (const group of ordered) this.spend(group.values.size)
    for (const group of ordered) for (const [key, value] of group.values) values.set(key, value)
    for (const [key, value] of host.values) values.set(key, value)
    values.delete('ansible_group_priority')
    return values
  }
}
