// Ansible inventories in INI form, by the grammar of Ansible's own reader (Ansible documentation, "How to build your
// inventory", and the docstring of its `ini` inventory plugin). Every mistake of the file is told at once.

import { type HanokError, HanokErrors } from '../errors.ts'
import type { SourcePosition } from '../plan.ts'
import { AnsibleGroups } from './ansible-groups.ts'
import { parseHostPattern } from './host-range.ts'
import { type Inventory, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'

/** Reads an inventory in INI form. Throws `HanokErrors`. */
export function readAnsibleIni(source: string, file: string): Inventory {
  const reader = new IniReader(file)
  for (const [index, line] of source.split(/\r\n|\r|\n/).entries()) {
    if (!reader.read(line, index + 1)) break
  }
  return { format: 'ansible-ini', file, ...reader.finish() }
}

type State = 'hosts' | 'vars' | 'children'

interface Token {
  readonly text: string
  readonly column: number
}

class IniReader {
  private readonly file: string
  private readonly groups: AnsibleGroups
  private readonly errors: HanokError[] = []
  private readonly varsOnly = new Map<string, SourcePosition>()
  /** Variables of groups that may be declared further down. */
  private readonly later: (() => void)[] = []
  private group = 'ungrouped'
  private state: State = 'hosts'

  constructor(file: string) {
    this.file = file
    this.groups = new AnsibleGroups(file)
    for (const name of ['all', 'ungrouped']) this.groups.addGroup(name, { line: 1, column: 1 })
  }

  /** False when nothing after this line is worth reading. */
  read(line: string, number: number): boolean {
    const text = line.trim()
    const at = { line: number, column: line.length - line.trimStart().length + 1 }
    if (text === '' || text.startsWith('#') || text.startsWith(';')) return true
    if (text.startsWith('[') && this.readSection(text, at)) return true
    if (this.state === 'hosts') return this.readHost(line, number)
    if (this.state === 'vars') this.readVariable(text, at)
    else this.readChild(text, at)
    return true
  }

  finish(): Pick<Inventory, 'hosts' | 'columns'> {
    for (const [group, at] of this.varsOnly) {
      if (!this.groups.hasGroup(group)) this.tell(inventoryErrors.varsWithoutGroup({ group }, this.at(at)))
    }
    for (const set of this.later) set()
    const resolved = this.groups.resolve()
    const errors = [...this.errors, ...this.groups.errors]
    if (errors.length > 0) throw new HanokErrors(errors)
    return resolved
  }

  private readSection(text: string, at: SourcePosition): boolean {
    const match = /^\[([^:\]\s]+)(?::(\w+))?\]\s*(?:#.*)?$/.exec(text)
    if (match === null) {
      if (!text.endsWith(']')) return false
      this.tell(inventoryErrors.badSection({ section: shortened(text) }, this.at(at)))
      return true
    }
    const [, group = '', state = 'hosts'] = match
    if (state !== 'hosts' && state !== 'vars' && state !== 'children') {
      this.tell(inventoryErrors.badSection({ section: shortened(text) }, this.at(at)))
      return true
    }
    this.group = group
    this.state = state
    if (state !== 'vars') this.groups.addGroup(group, at)
    else if (!this.groups.hasGroup(group)) this.varsOnly.set(group, at)
    return true
  }

  private readHost(line: string, number: number): boolean {
    const tokens = splitWords(line)
    if (tokens === undefined) {
      this.tell(inventoryErrors.unclosedQuote({}, this.at({ line: number, column: 1 })))
      return true
    }
    const [first, ...pairs] = tokens
    if (first === undefined) return true
    const at = { line: number, column: first.column }
    const names = this.namesOf(first.text, at)
    if (names === 'too many') return false
    for (const name of names) this.groups.addHost(this.group, name, at)
    for (const { text, column } of pairs) {
      const equals = text.indexOf('=')
      if (equals <= 0) {
        this.tell(inventoryErrors.notKeyValue({ found: shortened(text) }, this.at({ line: number, column })))
        continue
      }
      for (const name of names) {
        const value = unquoted(text.slice(equals + 1))
        this.groups.setHostValue(name, text.slice(0, equals), value, { line: number, column })
      }
    }
    return true
  }

  private namesOf(word: string, at: SourcePosition): readonly string[] | 'too many' {
    // `host:port`; an IPv6 address has more than one colon outside of brackets.
    const bare = /^[^:]*(\[[^\]]*\][^:]*)*:\d+$/.test(word) ? word.slice(0, word.lastIndexOf(':')) : word
    const pattern = parseHostPattern(bare)
    if (pattern === undefined) {
      this.tell(inventoryErrors.badRange({ range: shortened(word) }, this.at(at)))
      return []
    }
    if (pattern.count + this.groups.hostCount <= inventoryLimits.hosts) return pattern.names()
    const known = pattern.count <= inventoryLimits.hosts ? pattern.names() : []
    // Hosts that are known already, in another group, are not counted twice.
    const fresh = known.filter((name) => !this.groups.hasHost(name))
    if (known.length > 0 && fresh.length + this.groups.hostCount <= inventoryLimits.hosts) return known
    this.tell(inventoryErrors.tooManyHosts({ limit: inventoryLimits.hosts }, this.at(at)))
    return 'too many'
  }

  private readVariable(text: string, at: SourcePosition): void {
    const equals = text.indexOf('=')
    if (equals <= 0) {
      this.tell(inventoryErrors.notKeyValue({ found: shortened(text) }, this.at(at)))
      return
    }
    const group = this.group
    const key = text.slice(0, equals).trim()
    const value = unquoted(text.slice(equals + 1).trim())
    this.later.push(() => this.groups.setGroupValue(group, key, value, at))
  }

  private readChild(text: string, at: SourcePosition): void {
    const child = /^([^:\]\s]+)\s*(?:#.*)?$/.exec(text)?.[1]
    if (child === undefined) {
      this.tell(inventoryErrors.badSection({ section: shortened(text) }, this.at(at)))
      return
    }
    this.groups.addChild(this.group, child, at)
  }

  private tell(error: HanokError): void {
    this.errors.push(error)
  }

  private at(at: SourcePosition): { at: { file: string } & SourcePosition } {
    return { at: { file: this.file, ...at } }
  }
}

/** Words as a shell would take them, `#` beginning a comment; undefined when a quote is not closed. */
function splitWords(line: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let index = 0
  while (index < line.length) {
    if (/\s/.test(line[index] ?? '')) {
      index += 1
      continue
    }
    if (line[index] === '#') break
    const start = index
    let text = ''
    while (index < line.length && !/\s/.test(line[index] ?? '')) {
      const character = line[index] ?? ''
      if (character === '"' || character === "'") {
        const end = line.indexOf(character, index + 1)
        if (end < 0) return undefined
        text += line.slice(index + 1, end)
        index = end + 1
      } else if (character === '\\' && index + 1 < line.length) {
        text += line[index + 1]
        index += 2
      } else {
        text += character
        index += 1
      }
    }
    tokens.push({ text, column: start + 1 })
  }
  return tokens
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value
}

/** As much of a text as an error shows. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
