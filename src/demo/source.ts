// Demo, step 1: the source files. Counted and hashed here, by a CSV reader of its own, before any service sees them.

import { createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { command } from '../rehearsal/command.ts'
import { Digester, type TableDigest } from './digest.ts'
import { demoErrors } from './errors.ts'
import { type DemoTable, demoTables, headerOf } from './tables.ts'

/** One source file and what is in it. */
export interface SourceTable {
  readonly table: DemoTable
  /** Path on this machine. */
  readonly file: string
  readonly bytes: number
  readonly digest: TableDigest
}

/** Lines of a source file: its rows and the header. */
export function linesOf(source: SourceTable): number {
  return source.digest.rows + 1
}

/**
 * Reads all tables of the package's folder; flights.csv is unpacked into `workDirectory`. Throws `demo.sourceMissing`,
 * `demo.sourceWrong`.
 */
export async function readSources(
  softwareDirectory: string,
  workDirectory: string,
): Promise<readonly SourceTable[]> {
  const sources: SourceTable[] = []
  for (const table of demoTables) {
    const file = await fileOf(table, softwareDirectory, workDirectory)
    const { size } = await stat(file)
    sources.push({ table, file, bytes: size, digest: await digestOfFile(table, file) })
  }
  return sources
}

async function fileOf(table: DemoTable, softwareDirectory: string, workDirectory: string): Promise<string> {
  const plain = join(softwareDirectory, `${table.name}.csv`)
  if (await exists(plain)) return plain
  const packed = `${plain}.zip`
  if (!(await exists(packed))) throw demoErrors.sourceMissing({ file: plain })
  await command(['python3', '-m', 'zipfile', '-e', packed, workDirectory], { timeoutMs: 120_000 })
  return join(workDirectory, `${table.name}.csv`)
}

/** Rows and digest of one CSV file with a header. Throws `demo.sourceWrong` when it is not what the table says. */
export async function digestOfFile(table: DemoTable, file: string): Promise<TableDigest> {
  const digester = new Digester(table)
  const records = createReadStream(file).pipe(parse({ bom: true }))
  let header: string | undefined
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      if (header !== undefined) digester.add(record)
      else header = record.join(',')
    }
  } catch (error) {
    throw demoErrors.sourceWrong({ file, said: error instanceof Error ? error.message : String(error) })
  }
  if (header !== headerOf(table))
    throw demoErrors.sourceWrong({ file, said: `header ${header ?? '(empty)'}` })
  return digester.digest()
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  )
}
