// The history of a drill as a file: what every client was told, and what was broken and healed when, kept for whoever doubts the verdict.

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Operation } from './history.ts'

/** What was done to the platform. `atMs` is milliseconds since 1970. */
export interface FaultEvent {
  readonly event: 'fault' | 'healing' | 'ready'
  readonly fault: string
  readonly element: string
  readonly atMs: number
}

/** Takes what happens, in the order in which it ends. Times of operations are milliseconds of `performance.now()`. */
export interface HistoryLog {
  operation(operation: Operation): void
  fault(event: FaultEvent): void
}

/** A history that is written line by line, so that a drill that is killed leaves what it has seen. */
export interface HistoryFile extends HistoryLog {
  readonly path: string
  close(): void
}

/** Opens `DIRECTORY/TIME.jsonl`. Each line is one JSON object: an operation, or an `event`; their times are milliseconds since 1970. */
export function openHistory(directory: string, startedAt = new Date()): HistoryFile {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${startedAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.jsonl`)
  const file = openSync(path, 'w')
  const since1970 = (ms: number): number => Math.round(performance.timeOrigin + ms)
  const write = (line: object): void => {
    writeSync(file, `${JSON.stringify(line)}\n`)
  }
  return {
    path,
    operation: ({ startMs, endMs, ...operation }) =>
      write({ ...operation, startMs: since1970(startMs), endMs: since1970(endMs) }),
    fault: ({ atMs, ...event }) => write({ ...event, atMs: Math.round(atMs) }),
    close: () => closeSync(file),
  }
}
