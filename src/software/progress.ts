// How far a download is: arithmetic on bytes and time, and the growth of a folder.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where a download stands. */
export interface Progress {
  readonly bytes: number
  readonly totalBytes: number
  /** Of the last seconds. */
  readonly bytesPerSecond: number
  /** From the speed since the beginning; undefined while nothing has arrived. */
  readonly secondsLeft: number | undefined
}

/** Bytes that had arrived at a moment. */
export interface Sample {
  readonly atMs: number
  readonly bytes: number
}

/** How far back the speed looks. */
const speedWindowMs = 10_000

/** Progress at the last of `samples`, oldest first. Never more than the total, never a negative speed or time. */
export function progressOf(samples: readonly Sample[], totalBytes: number): Progress {
  const first = samples[0] ?? { atMs: 0, bytes: 0 }
  const last = samples.at(-1) ?? first
  const recent = samples.find((sample) => sample.atMs >= last.atMs - speedWindowMs) ?? first
  const bytes = Math.min(last.bytes, totalBytes)
  const overall = speed(first, last)
  return {
    bytes,
    totalBytes,
    bytesPerSecond: speed(recent, last),
    secondsLeft: overall === 0 ? undefined : (totalBytes - bytes) / overall,
  }
}

function speed(from: Sample, to: Sample): number {
  return to.atMs <= from.atMs ? 0 : Math.max(0, to.bytes - from.bytes) / ((to.atMs - from.atMs) / 1000)
}

/** Size of all files below a folder, in bytes; 0 when there is none. What vanishes meanwhile does not count. */
export function bytesBelow(directory: string): number {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(directory, { withFileTypes: true })
  } catch {
    return 0
  }
  return entries.reduce((sum, entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return sum + bytesBelow(path)
    return sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
}
