// CSV: a heading with one column for the hosts' names, and a host a row. NetBox's export is such a file.

import { CsvError, parse } from 'csv-parse/sync'
import { type HanokError, HanokErrors } from '../errors.ts'
import type { SourcePosition } from '../plan.ts'
import { meaningOf } from './fields.ts'
import { type Inventory, type InventoryHost, type InventoryValue, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'

interface Row {
  readonly cells: readonly string[]
  /** The row as it stands in the file, and the line at which it begins. */
  readonly raw: string
  readonly line: number
}

/** Reads CSV, separated by commas, semicolons or tabs as its heading is. Throws `HanokErrors`. */
export function readCsv(source: string, file: string): Inventory {
  const delimiter = delimiterOf(source)
  const [heading, ...rows] = parseRows(source, file, delimiter)
  if (heading === undefined) throw refuse(inventoryErrors.noHosts({}, { at: { file, line: 1, column: 1 } }))
  const columns = heading.cells.map((cell) => cell.trim())
  const errors = [...repeated(columns, heading, file, delimiter)]
  const at = { file, line: heading.line, column: 1 }
  const nameColumn = bestNameColumn(columns)
  if (nameColumn === undefined) {
    const shown = columns.filter((column) => column !== '').slice(0, 30)
    errors.push(inventoryErrors.noNameColumn({ columns: shown }, { at }))
  }
  if (rows.length > inventoryLimits.hosts) {
    errors.push(inventoryErrors.tooManyHosts({ limit: inventoryLimits.hosts }, { at }))
  } else if (columns.length * rows.length > inventoryLimits.steps) {
    errors.push(inventoryErrors.tooMuch({ limit: inventoryLimits.steps }, { at }))
  }
  if (errors.length > 0) throw new HanokErrors(errors)
  const hosts = rows.flatMap((row): readonly InventoryHost[] => {
    const places = placesOfCells(row, delimiter)
    const place = (index: number): SourcePosition => places[index] ?? { line: row.line, column: 1 }
    if (row.cells.length !== columns.length) {
      errors.push(
        inventoryErrors.cellsOfRow(
          { found: row.cells.length, expected: columns.length },
          { at: { file, line: row.line, column: 1 } },
        ),
      )
      return []
    }
    const name = row.cells[nameColumn ?? 0]?.trim() ?? ''
    // Spreadsheets leave rows of empty cells below the last one.
    if (row.cells.every((cell) => cell.trim() === '')) return []
    if (name === '') {
      errors.push(inventoryErrors.noName({}, { at: { file, ...place(nameColumn ?? 0) } }))
      return []
    }
    const values = new Map<string, InventoryValue>()
    for (const [index, column] of columns.entries()) {
      const value = row.cells[index]?.trim() ?? ''
      // NetBox writes a dash where there is nothing.
      if (column !== '' && value !== '' && value !== '—') values.set(column, { value, at: place(index) })
    }
    return [{ name, at: place(nameColumn ?? 0), groups: [], values }]
  })
  if (errors.length > 0) throw new HanokErrors(errors)
  const format = isNetBox(columns) ? 'netbox-csv' : 'csv'
  return { format, file, hosts, columns: columns.filter((column) => column !== '') }
}

/** The column whose heading is best for names, by its place among the words for it. */
export function bestNameColumn(columns: readonly string[]): number | undefined {
  const ranked = columns
    .map((column, index) => ({ index, meaning: meaningOf(column) }))
    .filter(({ meaning }) => meaning.field === 'name')
    .sort((a, b) => a.meaning.rank - b.meaning.rank || a.index - b.index)
  return ranked[0]?.index
}

/** The separator that the first line has most of, outside of quotes. */
export function delimiterOf(source: string): ',' | ';' | '\t' {
  const [first = ''] = source.trimStart().split(/\r\n|\r|\n/, 1)
  const bare = first.replace(/"[^"]*"/g, '')
  const count = (separator: string) => bare.split(separator).length
  return ([',', ';', '\t'] as const).reduce((best, next) => (count(next) > count(best) ? next : best))
}

function parseRows(source: string, file: string, delimiter: string): readonly Row[] {
  try {
    const records = parse(source, {
      delimiter,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Enough to see that there are too many; a file of nothing but commas would fill the memory.
      to: 2 * inventoryLimits.hosts,
    }) as unknown as readonly { readonly raw: string; readonly record: readonly string[] }[]
    return withLines(records, source)
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = Number((cause as { lines?: unknown }).lines) || 1
    const reason = cause.message.split(/[:,] /, 1)[0] ?? cause.code
    throw refuse(inventoryErrors.notCsv({ reason }, { cause, at: { file, line, column: 1 } }))
  }
}

/** Rows with the lines at which they begin: the raw texts follow one another in the file. */
function withLines(
  records: readonly { readonly raw: string; readonly record: readonly string[] }[],
  source: string,
): readonly Row[] {
  let [offset, line] = [0, 1]
  return records.flatMap(({ raw, record }) => {
    const bare = raw.replace(/^[\r\n]+/, '')
    const start = Math.max(offset, source.indexOf(bare.slice(0, 64), offset))
    line += linesIn(source.slice(offset, start))
    const row = { cells: record, raw: bare, line }
    line += linesIn(bare)
    offset = start + bare.length
    return record.length <= 1 && (record[0] ?? '').trim() === '' ? [] : [row]
  })
}

function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0
}

/** Where the cells of a row begin. */
function placesOfCells(row: Row, delimiter: string): readonly SourcePosition[] {
  let [quoted, line, column] = [false, row.line, 1]
  const places: SourcePosition[] = [{ line, column }]
  for (const character of row.raw) {
    if (character === '"') quoted = !quoted
    if (character === '\n') [line, column] = [line + 1, 1]
    else column += 1
    if (character === delimiter && !quoted) places.push({ line, column })
  }
  return places
}

function* repeated(
  columns: readonly string[],
  heading: Row,
  file: string,
  delimiter: string,
): Generator<HanokError> {
  const seen = new Set<string>()
  const places = placesOfCells(heading, delimiter)
  for (const [index, column] of columns.entries()) {
    if (column !== '' && seen.has(column)) {
      const at = { file, ...(places[index] ?? { line: heading.line, column: 1 }) }
      yield inventoryErrors.columnTwice({ column }, { at })
    }
    seen.add(column)
  }
}

/** NetBox's device table: its labels, or its field names. */
function isNetBox(columns: readonly string[]): boolean {
  const has = new Set(columns.map((column) => column.toLowerCase().replaceAll(' ', '_')))
  return (
    has.has('site') &&
    (has.has('role') || has.has('device_role')) &&
    (has.has('type') || has.has('device_type'))
  )
}

function refuse(error: HanokError): HanokErrors {
  return new HanokErrors([error])
}
