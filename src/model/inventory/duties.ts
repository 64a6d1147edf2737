// What a host of an inventory is for: its own word for it first, then its role and tags, then its nearest groups.

import type { Duty, JsonValue, SourcePosition } from '../plan.ts'
import type { Columns } from './columns.ts'
import { dutiesOfWord, dutyNames } from './duty-words.ts'
import type { InventoryHost } from './inventory.ts'

/** Why a host is left out: nothing says what it is for, it is no server, or it is out of service. */
export type LeftOutReason = 'noDuty' | 'device' | 'status'

/** A word of a host, what it tells, and whether that counted: a nearer or a clearer word goes first. */
export interface SeenWord {
  readonly word: string
  readonly duties: readonly Duty[]
  readonly used: boolean
}

/** What an inventory says that a host is for. */
export interface HostDuties {
  readonly duties: readonly Duty[]
  /** The group or role that said it, where there is one. */
  readonly group: string | undefined
  readonly leftOut: LeftOutReason | undefined
  /** Every word that was looked at, with what it tells. */
  readonly words: readonly SeenWord[]
  /** Words of a column for duties that are none. */
  readonly unknown: readonly {
    readonly word: string
    readonly column: string
    readonly at: SourcePosition
  }[]
}

// NetBox's states of a device in which it serves nobody, and what people write.
const outOfService =
  /^(offline|failed|inventory|decommission(ing|ed)|retired|disposed|broken|폐기|고장|불용|철거)$/i

/** What `host` is for. */
export function dutiesOf(host: InventoryHost, columns: Columns): HostDuties {
  const nothing = { duties: [], group: undefined, leftOut: undefined, words: [], unknown: [] }
  const status = columns.text(host, 'status')?.text
  if (status !== undefined && outOfService.test(status)) {
    return { ...nothing, leftOut: 'status', words: [{ word: status, duties: [], used: false }] }
  }
  const own = columns.value(host, 'duties')
  const ownWords = own === undefined ? [] : wordsIn(own.value.value)
  if (own !== undefined && ownWords.length > 0) return ownDuties(ownWords, own.column, own.value.at)
  const roles = valueWords(host, columns, 'role')
  const tags = valueWords(host, columns, 'tags')
  const levels = [valueWords(host, columns, 'group'), ...host.groups]
  const looked = [...roles, ...tags, ...levels.flat()].map((word) => ({ word, ...dutiesOfWord(word) }))
  const isDevice = looked.some(({ device }) => device)
  const nearest = levels.find((level) => level.some(tells)) ?? []
  const strong = [...roles, ...tags, ...nearest].filter(tells)
  const telling = strong.length > 0 ? strong : looked.map(({ word }) => word)
  const words = looked.map(({ word, duties }) => ({ word, duties, used: telling.includes(word) }))
  const found = new Set(telling.flatMap((word) => dutiesOfWord(word).duties))
  const duties = dutyNames.filter((duty) => found.has(duty))
  if (isDevice || duties.length === 0) {
    return { ...nothing, words, leftOut: isDevice ? 'device' : 'noDuty' }
  }
  // A word without Latin letters makes no name of a group; the duty then names it.
  const group = [...nearest, ...roles, ...levels.flat()].find(
    (word) => /[a-z]/i.test(word) && dutiesOfWord(word).duties.length > 0,
  )
  return { ...nothing, duties, group, words }
}

function ownDuties(words: readonly string[], column: string, at: SourcePosition): HostDuties {
  const found = new Set<Duty>()
  const unknown = words.filter((word) => {
    const told = dutiesOfWord(word).duties
    for (const duty of told) found.add(duty)
    return told.length === 0
  })
  return {
    duties: dutyNames.filter((duty) => found.has(duty)),
    group: undefined,
    leftOut: undefined,
    words: words.map((word) => ({ word, duties: dutiesOfWord(word).duties, used: true })),
    unknown: unknown.map((word) => ({ word, column, at })),
  }
}

function tells(word: string): boolean {
  const { duties, weak } = dutiesOfWord(word)
  return duties.length > 0 && !weak
}

function valueWords(
  host: InventoryHost,
  columns: Columns,
  field: 'role' | 'tags' | 'group',
): readonly string[] {
  const found = columns.value(host, field)
  return found === undefined ? [] : wordsIn(found.value.value)
}

function listOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value
  // A mapping has no words, and may hide its `toString`.
  return typeof value === 'object' ? [] : String(value).split(/[,;|+[\]]/)
}

/** The words of a value: of a list, or of a text with commas, semicolons, bars or pluses between them. */
export function wordsIn(value: JsonValue): readonly string[] {
  return listOf(value)
    .filter((word) => typeof word === 'string' || typeof word === 'number')
    .map((word) =>
      String(word)
        .replace(/^[\s'"]+|[\s'"]+$/g, '')
        .slice(0, 200),
    )
    .filter((word) => word !== '')
    .slice(0, 100)
}
