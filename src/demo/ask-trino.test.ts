// What Trino is asked, and how its one row becomes a digest.

import { expect, it } from 'vitest'
import { digestFromRow, digestQuery } from './ask-trino.ts'
import type { DemoTable } from './tables.ts'

const table: DemoTable = {
  name: 'sample',
  partitions: 1,
  columns: [
    { name: 'n', type: 'int' },
    { name: 't', type: 'timestamp' },
  ],
}

it('asks for the rows, and for values and their CRC-32 column by column, in one query', () => {
  expect(digestQuery(table)).toBe(
    'select count(*), count("n"), coalesce(sum(crc32(to_utf8(cast("n" as varchar)))), 0), ' +
      'count("t"), coalesce(sum(crc32(to_utf8(cast(cast(to_unixtime("t") as bigint) as varchar)))), 0) ' +
      'from lake.flights.sample',
  )
})

it('reads the row in the same order', () => {
  expect(digestFromRow(table, [3, 2, 1_445_000_000_000_000, 1, 7])).toEqual({
    rows: 3,
    columns: { n: { present: 2, crc32Sum: 1_445_000_000_000_000 }, t: { present: 1, crc32Sum: 7 } },
  })
})
