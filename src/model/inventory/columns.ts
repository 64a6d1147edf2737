// The columns of an inventory in use: which of them says what of a host, what its sizes are, and what became of each.

import type { HanokError } from '../errors.ts'
import type { Hardware, SourcePosition } from '../plan.ts'
import { type Text, text as words } from '../text.ts'
import { type ColumnMeaning, type Field, meaningOf } from './fields.ts'
import type { Inventory, InventoryHost, InventoryValue } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'
import { type Quantity, readCpus, readDisks, readMemoryGib } from './quantities.ts'

/** What became of one column or variable. */
export interface ColumnReport {
  readonly column: string
  readonly use: 'used' | 'unused' | 'unknown'
  readonly field?: Field | undefined
  /** Why it is not used although it is known. */
  readonly why?: Text | undefined
  /** Hosts for which it has a value. */
  readonly hosts: number
}

interface Column {
  readonly name: string
  readonly meaning: ColumnMeaning
  hosts: number
  used: boolean
}

interface Unclear {
  readonly kind: 'noUnit' | 'noDiskKind'
  readonly column: string
  readonly found: string
  readonly at: SourcePosition
  others: number
}

/** A value of a host, and the column that it is from. */
export interface ColumnValue {
  readonly column: string
  readonly value: InventoryValue
}

/** The columns of one inventory. */
export class Columns {
  private readonly file: string
  private readonly columns: readonly Column[]
  private readonly byField = new Map<Field, readonly Column[]>()
  private readonly wrong: HanokError[] = []
  private readonly unclear = new Map<string, Unclear>()

  constructor(inventory: Inventory) {
    this.file = inventory.file
    const counts = new Map<string, number>()
    for (const host of inventory.hosts) {
      for (const column of host.values.keys()) counts.set(column, (counts.get(column) ?? 0) + 1)
    }
    this.columns = inventory.columns.map((name) => ({
      name,
      meaning: meaningOf(name),
      hosts: counts.get(name) ?? 0,
      used: false,
    }))
    for (const column of this.columns) {
      const { field } = column.meaning
      if (field !== undefined) this.byField.set(field, [...(this.byField.get(field) ?? []), column])
    }
    for (const [field, list] of this.byField) {
      this.byField.set(
        field,
        [...list].sort((a, b) => a.meaning.rank - b.meaning.rank),
      )
    }
    // A reader has taken the names already, from the best column.
    const [name] = this.byField.get('name') ?? []
    if (name !== undefined) name.used = true
  }

  /** What the best column with a value says of a host. */
  value(host: InventoryHost, field: Field): ColumnValue | undefined {
    for (const column of this.byField.get(field) ?? []) {
      const value = host.values.get(column.name)
      if (value === undefined || value.value === null || value.value === '') continue
      column.used = true
      return { column: column.name, value }
    }
    return undefined
  }

  /** The same as text, where it is a word or a number. */
  text(
    host: InventoryHost,
    field: Field,
  ): { readonly text: string; readonly at: SourcePosition } | undefined {
    const found = this.value(host, field)?.value
    if (found === undefined || (typeof found.value !== 'string' && typeof found.value !== 'number')) {
      return undefined
    }
    const text = String(found.value).trim()
    return text === '' ? undefined : { text, at: found.at }
  }

  /** What the inventory says of a host's hardware. */
  hardware(host: InventoryHost): Partial<Hardware> {
    const cpus = this.quantity(host, 'cpus', ({ value }) => readCpus(value))
    const memoryGiB = this.quantity(host, 'memory', ({ value }, { unit }) => readMemoryGib(value, unit))
    const disks = this.disks(host)
    return {
      ...(cpus === undefined ? {} : { cpus }),
      ...(memoryGiB === undefined ? {} : { memoryGiB }),
      ...(disks === undefined ? {} : { disks }),
    }
  }

  /** What is wrong with sizes: a column without a unit is told once, not for every host. */
  errors(): readonly HanokError[] {
    return [
      ...this.wrong,
      ...[...this.unclear.values()].map(({ kind, column, found, at, others }) =>
        inventoryErrors[kind]({ column, found, others }, { at: { file: this.file, ...at } }),
      ),
    ]
  }

  /** What became of every column, in the order of the file. */
  report(): readonly ColumnReport[] {
    return this.columns.map(({ name, meaning, hosts, used }): ColumnReport => {
      const { field, unused } = meaning
      const use = used ? 'used' : field !== undefined || unused !== undefined ? 'unused' : 'unknown'
      const why =
        unused ??
        (field === undefined || used
          ? undefined
          : hosts === 0
            ? words('it has no values', '값이 없습니다')
            : words('another column says this better', '더 알맞은 다른 열을 썼습니다'))
      return { column: name, use, field, hosts, ...(used ? {} : { why }) }
    })
  }

  private quantity<T>(
    host: InventoryHost,
    field: 'cpus' | 'memory',
    read: (value: InventoryValue, meaning: ColumnMeaning) => Quantity<T>,
  ): T | undefined {
    const found = this.value(host, field)
    if (found === undefined) return undefined
    return this.take(found, field, read(found.value, meaningOf(found.column)))
  }

  /** Columns that each name a kind of disk add up (`nvme_gb`, `hdd_tb`); of the others the best one counts. */
  private disks(host: InventoryHost): Hardware['disks'] | undefined {
    const columns = this.byField.get('disks') ?? []
    const kinds = columns.filter(({ meaning }) => meaning.diskKind !== undefined)
    const plain = columns.filter(({ meaning }) => meaning.diskKind === undefined)
    const best = plain.find(({ name }) => host.values.has(name))
    const disks = [...(best === undefined ? [] : [best]), ...kinds].flatMap((column) => {
      const value = host.values.get(column.name)
      if (value === undefined || isNone(value)) return []
      column.used = true
      const read = readDisks(value.value, column.meaning.unit, column.meaning.diskKind)
      return this.take({ column: column.name, value }, 'disks', read) ?? []
    })
    return disks.length === 0 ? undefined : disks.slice(0, 64)
  }

  private take<T>(
    { column, value }: ColumnValue,
    expected: 'cpus' | 'memory' | 'disks',
    read: Quantity<T>,
  ): T | undefined {
    if ('value' in read) return read.value
    const found = typeof value.value === 'object' ? '…' : String(value.value).slice(0, 60)
    if (read.wrong === 'badQuantity') {
      const at = { file: this.file, ...value.at }
      this.wrong.push(inventoryErrors.badQuantity({ column, found, expected }, { at }))
      return undefined
    }
    const key = `${read.wrong} ${column}`
    const first = this.unclear.get(key)
    if (first !== undefined) first.others += 1
    else this.unclear.set(key, { kind: read.wrong, column, found, at: value.at, others: 0 })
    return undefined
  }
}

function isNone({ value }: InventoryValue): boolean {
  return /^(0|-|none|없음)?$/i.test(String(value).trim())
}
