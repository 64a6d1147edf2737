// The work that is done in a turn: that it is what it is called.

import { describe, expect, it } from 'vitest'
import { readProduced } from './kafka.ts'
import { bulkBody, logDocument } from './log-documents.ts'
import { presigned } from './s3.ts'
import { tableStatement, tpchQueries, tpchTables } from './tpch.ts'

describe('TPC-H', () => {
  const queries = tpchQueries('0.1')

  it('has 22 queries, none of which changes anything', () => {
    expect(queries.map(({ id }) => id)).toEqual(Array.from({ length: 22 }, (_, at) => `q${at + 1}`))
    expect(queries.filter(({ sql }) => !/^(select|with) /.test(sql))).toEqual([])
  })

  it('asks every table, and makes each out of the generator', () => {
    for (const table of tpchTables) {
      expect(queries.some(({ sql }) => new RegExp(`\\b${table}\\b`).test(sql))).toBe(true)
      expect(tableStatement(table, '0.1')).toBe(
        `create table ${table} as select * from tpch."sf0.1".${table}`,
      )
    }
  })

  it('names the scale where the specification wants it', () => {
    expect(queries[10]?.sql).toContain('0.0001 / 0.1')
    expect(queries.filter(({ sql }) => sql.includes('{'))).toEqual([])
  })
})

describe('lines of logs', () => {
  it('are the same in every run, and differ from one another', () => {
    expect(logDocument(5)).toEqual(logDocument(5))
    const messages = new Set(Array.from({ length: 500 }, (_, at) => logDocument(at).message))
    expect(messages.size).toBe(500)
  })

  it('go as one action and one document a line, ended by a line break', () => {
    const lines = bulkBody(10, 13).split('\n')
    expect(lines).toHaveLength(7)
    expect(lines.at(-1)).toBe('')
    expect(JSON.parse(lines[1] ?? '')).toEqual(logDocument(10))
  })
})

describe('kafka-producer-perf-test', () => {
  const line =
    '300000 records sent, 41234.5 records/sec (39.32 MB/sec), 512.3 ms avg latency, 901.0 ms max latency, 498 ms 50th, 800 ms 95th, 812 ms 99th, 890 ms 99.9th.'

  it('is read by its last line', () => {
    expect(readProduced(`1000 records sent, 7.0 records/sec (…)\n${line}\n`, 300_000)).toEqual({
      perSecond: 41_234.5,
      latencyMs: 812,
    })
  })

  it('is not believed where it sent another number of records, or failed', () => {
    expect(() => readProduced(line, 400_000)).toThrow()
    expect(() => readProduced('org.apache.kafka.common.errors.TimeoutException', 300_000)).toThrow()
  })
})

describe('presigned', () => {
  it('signs the path of one method, and hands out no secret', () => {
    const credentials = { accessKeyId: 'trino', secretAccessKey: 'very-secret' }
    const sign = (method: 'GET' | 'PUT') => presigned(method, '/lake/a-b', '10.0.0.1:8333', credentials)
    expect(sign('GET')).toMatch(/^\/lake\/a-b\?X-Amz-Expires=3600&.*X-Amz-Signature=[0-9a-f]{64}/)
    expect(sign('GET')).not.toContain('very-secret')
    expect(/Signature=(\w+)/.exec(sign('GET'))?.[1]).not.toBe(/Signature=(\w+)/.exec(sign('PUT'))?.[1])
  })
})
