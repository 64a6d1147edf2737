// Names of an inventory → names that a declaration takes (RFC 1123 labels of at most 32 characters): visibly, and never two
// things under one name.

import type { HanokError } from '../errors.ts'
import type { SourcePosition } from '../plan.ts'
import { inventoryErrors } from './inventory-errors.ts'

/** What is named. */
export type NamedKind = 'host' | 'group' | 'rack' | 'zone' | 'switch'

/** A name that could not stay as it was. */
export interface Renaming {
  readonly kind: NamedKind
  readonly from: string
  readonly to: string
}

const longest = 32

/** The names of one kind. */
export class Names {
  readonly renamed: Renaming[] = []
  readonly errors: HanokError[] = []
  private readonly kind: NamedKind
  private readonly file: string
  private readonly byOriginal = new Map<string, string>()
  private readonly owners = new Map<string, { readonly from: string; readonly at: SourcePosition }>()

  constructor(kind: NamedKind, file: string) {
    this.kind = kind
    this.file = file
  }

  /** The name for what the inventory calls `from`; what differs only in case or spaces is the same, except hosts. */
  nameOf(from: string, at: SourcePosition): string {
    const key = this.kind === 'host' ? from : folded(from)
    const known = this.byOriginal.get(key)
    if (known !== undefined && this.kind !== 'host') return known
    const place = { at: { file: this.file, ...at } }
    const name = this.kind === 'host' ? hostName(from) : (domainName(from, this.kind) ?? this.free())
    if (name === undefined) {
      this.errors.push(inventoryErrors.badName({ name: from.slice(0, 80) }, place))
      return 'unnamed'
    }
    const owner = this.owners.get(name)
    if (owner !== undefined) {
      const collision = { kind: this.kind, name, from: from.slice(0, 80), other: owner.from.slice(0, 80) }
      this.errors.push(inventoryErrors.namesCollide({ ...collision, line: owner.at.line }, place))
      return name
    }
    this.owners.set(name, { from, at })
    this.byOriginal.set(key, name)
    if (name !== from) this.renamed.push({ kind: this.kind, from, to: name })
    return name
  }

  /** For names without a letter or digit of ours, such as 서울: `zone-1`. */
  private free(): string {
    let number = 1
    while (this.owners.has(`${this.kind}-${number}`)) number += 1
    return `${this.kind}-${number}`
  }
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** The first label of a full name; an address as `h-10-0-0-5`. Undefined when letters would be lost. */
function hostName(from: string): string | undefined {
  const isAddress = /^[\d.]+$|:/.test(from)
  const label = isAddress ? from : (from.split('.')[0] ?? '')
  return /^[\x21-\x7e]+$/.test(label) ? slug(label, 'h') : undefined
}

function domainName(from: string, kind: NamedKind): string | undefined {
  return slug(from, kind)
}

function slug(from: string, prefix: string): string | undefined {
  const bare = from
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (bare === '') return undefined
  const name = /^[a-z]/.test(bare) ? bare : `${prefix}-${bare}`
  return name.length <= longest ? name : undefined
}
