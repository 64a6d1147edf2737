import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openHistory } from './history-log.ts'

it('keeps what was told and what was done, each in its line, as soon as it happened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-history-'))
  try {
    const history = openHistory(join(folder, 'drills'), new Date('2026-11-30T22:41:10.123Z'))
    history.operation({ workload: 's3', kind: 'write', key: 'a', startMs: 10, endMs: 20.4, outcome: 'ok' })
    history.fault({ event: 'fault', fault: 'kill-host', element: 'host/edge-1', atMs: 1_000.6 })
    expect(history.path).toBe(join(folder, 'drills', '20261130T224110Z.jsonl'))
    const lines = readFileSync(history.path, 'utf8').trimEnd().split('\n')
    history.close()
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        workload: 's3',
        kind: 'write',
        key: 'a',
        outcome: 'ok',
        startMs: Math.round(performance.timeOrigin + 10),
        endMs: Math.round(performance.timeOrigin + 20.4),
      },
      { event: 'fault', fault: 'kill-host', element: 'host/edge-1', atMs: 1_001 },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
