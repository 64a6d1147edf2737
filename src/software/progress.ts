// How far a download is: arithmetic on bytes and time, and the growth of a folder.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where a download stands. */
export interface Progress {
  readonly bytes: number
  readonly totalBytes: number
  readonly bytesPerSecond: number
  /** Undefined while nothing can be said. */
  readonly secondsLeft: number | undefined
}

/** Progress from what has arrived. Never more than the total, never a negative time. */
export function progressOf(bytes: number, totalBytes: number, elapsedMs: number): Progress {
  const arrived = Math.min(bytes, totalBytes)
  const bytesPerSecond = elapsedMs <= 0 ? 0 : arrived / (elapsedMs / 1000)
  const secondsLeft = bytesPerSecond === 0 ? undefined : (totalBytes - arrived) / bytesPerSecond
  return { bytes: arrived, totalBytes, bytesPerSecond, secondsLeft }
}

/** Size of the largest files below a folder, in bytes; 0 when there is none. What vanishes meanwhile does not count. */
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
