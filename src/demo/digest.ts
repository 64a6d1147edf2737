// Demo: the digest by which a table is compared wherever it is: rows, and for each column how many values it has and the
// sum of their CRC-32. The order of rows does not matter; Spark's and Trino's own functions give the same numbers.

import { crc32 } from 'node:zlib'
import { type ColumnType, type DemoTable, missingValue } from './tables.ts'

/** Digest of one column: `present` values that are not null, `crc32Sum` over their canonical bytes. */
export interface ColumnDigest {
  readonly present: number
  /** At most rows × 2³², far below 2⁵³ for these tables. */
  readonly crc32Sum: number
}

/** Digest of one table; columns by name. */
export interface TableDigest {
  readonly rows: number
  readonly columns: Readonly<Record<string, ColumnDigest>>
}

/**
 * CRC-32 of a value's canonical bytes, read from its CSV text: integers as decimal text, strings as UTF-8, doubles as the
 * eight bytes of IEEE 754 (big-endian), instants as decimal text of their seconds since 1970. Throws a `TypeError` for
 * a text that is not of the type.
 */
export function valueCrc32(type: ColumnType, value: string): number {
  switch (type) {
    case 'string':
      return crc32(value)
    case 'int':
      if (!/^-?\d+$/.test(value)) throw new TypeError(`"${value}" is no integer`)
      return crc32(String(Number(value)))
    case 'double': {
      const number = Number(value)
      if (value.trim() === '' || !Number.isFinite(number)) throw new TypeError(`"${value}" is no number`)
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleBE(number)
      return crc32(bytes)
    }
    case 'timestamp': {
      const milliseconds = Date.parse(value)
      if (!Number.isFinite(milliseconds) || !/(?:Z|[+-]\d\d:?\d\d)$/.test(value))
        throw new TypeError(`"${value}" is no instant`)
      return crc32(String(Math.floor(milliseconds / 1_000)))
    }
  }
}

/** Builds the digest of one table row by row. */
export class Digester {
  readonly #table: DemoTable
  readonly #present: number[]
  readonly #sums: number[]
  // A year of flights has few different values: most are computed once.
  readonly #known: Map<string, number>[]
  #rows = 0

  constructor(table: DemoTable) {
    this.#table = table
    this.#present = table.columns.map(() => 0)
    this.#sums = table.columns.map(() => 0)
    this.#known = table.columns.map(() => new Map())
  }

  /** Adds a row as its CSV fields. Throws a `TypeError` when a field is missing, too many, or not of its type. */
  add(fields: readonly string[]): void {
    const { columns, name } = this.#table
    if (fields.length !== columns.length)
      throw new TypeError(`${name}: a row has ${fields.length} fields, expected ${columns.length}`)
    this.#rows++
    columns.forEach((column, at) => {
      const value = fields[at] ?? ''
      if (value === '' || value === missingValue) return
      this.#present[at] = (this.#present[at] ?? 0) + 1
      this.#sums[at] = (this.#sums[at] ?? 0) + this.#crc32(at, column.type, value)
    })
  }

  /** The digest of all rows so far. */
  digest(): TableDigest {
    const columns = this.#table.columns.map(({ name }, at) => [
      name,
      { present: this.#present[at] ?? 0, crc32Sum: this.#sums[at] ?? 0 },
    ])
    return { rows: this.#rows, columns: Object.fromEntries(columns) }
  }

  #crc32(at: number, type: ColumnType, value: string): number {
    const known = this.#known[at]
    const before = known?.get(value)
    if (before !== undefined) return before
    const computed = valueCrc32(type, value)
    known?.set(value, computed)
    return computed
  }
}

/** How a table compares with the source. */
export interface Comparison {
  readonly table: string
  readonly rows: number
  readonly expectedRows: number
  readonly columns: number
  /** Names of the columns whose digest is another one; `*` stands for the number of rows. */
  readonly differences: readonly string[]
  readonly equal: boolean
}

/** Compares what was found with the source's digest. */
export function compareDigests(table: DemoTable, found: TableDigest, expected: TableDigest): Comparison {
  const differing = table.columns
    .map((column) => column.name)
    .filter((name) => {
      const [a, b] = [found.columns[name], expected.columns[name]]
      return a?.present !== b?.present || a?.crc32Sum !== b?.crc32Sum
    })
  const differences = found.rows === expected.rows ? differing : ['*', ...differing]
  return {
    table: table.name,
    rows: found.rows,
    expectedRows: expected.rows,
    columns: table.columns.length,
    differences,
    equal: differences.length === 0,
  }
}
