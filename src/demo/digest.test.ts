// Digests against values computed by other programs (Python's zlib and struct).

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareDigests, Digester, valueCrc32 } from './digest.ts'
import { digestOfFile } from './source.ts'
import type { DemoTable } from './tables.ts'

const table: DemoTable = {
  name: 'sample',
  partitions: 1,
  columns: [
    { name: 'n', type: 'int' },
    { name: 's', type: 'string' },
    { name: 'd', type: 'double' },
    { name: 't', type: 'timestamp' },
  ],
}

describe('valueCrc32', () => {
  it('gives what zlib.crc32 of Python gives for the canonical bytes', () => {
    expect(valueCrc32('int', '2013')).toBe(645_950_466)
    expect(valueCrc32('string', '서울')).toBe(2_371_371_774)
    expect(valueCrc32('double', '10.357019999999999')).toBe(1_929_736_447)
    expect(valueCrc32('timestamp', '2013-01-01T10:00:00Z')).toBe(2_493_602_492)
  })

  it('takes a value for what it is, however it is written', () => {
    expect(valueCrc32('int', '007')).toBe(valueCrc32('int', '7'))
    expect(valueCrc32('double', '1012')).toBe(valueCrc32('double', '1.012e3'))
    expect(valueCrc32('timestamp', '2013-01-01T11:00:00+01:00')).toBe(
      valueCrc32('timestamp', '2013-01-01T10:00:00Z'),
    )
  })

  it('refuses a text that is not of the type', () => {
    expect(() => valueCrc32('int', '1.5')).toThrow(TypeError)
    expect(() => valueCrc32('double', ' ')).toThrow(TypeError)
    expect(() => valueCrc32('timestamp', '2013-01-01T10:00:00')).toThrow(TypeError)
  })
})

describe('Digester', () => {
  const rows = [
    ['1', 'a', '0.5', '2013-01-01T10:00:00Z'],
    ['NA', '', 'NA', 'NA'],
    ['-2', 'b', '1e3', '1969-12-31T23:59:59Z'],
  ]
  const digestOf = (order: readonly (readonly string[])[]) => {
    const digester = new Digester(table)
    for (const row of order) digester.add(row)
    return digester.digest()
  }

  it('counts NA and nothing as null, and does not mind the order of rows', () => {
    const digest = digestOf(rows)
    expect(digest.rows).toBe(3)
    expect(digest.columns.n?.present).toBe(2)
    expect(digest.columns.s?.present).toBe(2)
    expect(digestOf([...rows].reverse())).toEqual(digest)
  })

  it('notices one changed value, a row twice, and a row too few, each by name', () => {
    const expected = digestOf(rows)
    const changed = digestOf([['1', 'a', '0.25', '2013-01-01T10:00:00Z'], ...rows.slice(1)])
    expect(compareDigests(table, changed, expected)).toMatchObject({ equal: false, differences: ['d'] })
    expect(compareDigests(table, digestOf([...rows, ...rows.slice(0, 1)]), expected).differences).toContain(
      '*',
    )
    expect(compareDigests(table, digestOf(rows.slice(1)), expected)).toMatchObject({
      rows: 2,
      expectedRows: 3,
    })
    expect(compareDigests(table, expected, expected)).toMatchObject({
      equal: true,
      differences: [],
      columns: 4,
    })
  })

  it('refuses a row with a field too many', () => {
    expect(() => new Digester(table).add(['1', 'a', '1', '2013-01-01T10:00:00Z', ''])).toThrow(/5 fields/)
  })
})

describe('digestOfFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-demo-test-'))
  const write = (content: string) => {
    writeFileSync(join(folder, 'sample.csv'), content)
    return join(folder, 'sample.csv')
  }

  it('reads quoted fields as CSV has them', async () => {
    const plain = new Digester(table)
    plain.add(['1', 'a, "b"\nc', '2', 'NA'])
    const found = await digestOfFile(table, write('n,s,d,t\n1,"a, ""b""\nc",2,NA\n'))
    expect(found).toEqual(plain.digest())
  })

  it('says which file is not as the table says', async () => {
    await expect(digestOfFile(table, write('n,s,d\n1,a,2\n'))).rejects.toMatchObject({
      code: 'demo.sourceWrong',
    })
    await expect(digestOfFile(table, write('n,s,d,t\n1,a,x,NA\n'))).rejects.toMatchObject({
      code: 'demo.sourceWrong',
    })
    rmSync(folder, { recursive: true })
  })
})
