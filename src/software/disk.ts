// Whether the disk holds what is fetched, asked before and told from the words of clients after.

import { statfsSync } from 'node:fs'
import { softwareErrors } from './errors.ts'

/** Below this it is the disk that fails, whatever clients say of it: tar only counts bytes. */
const fullMiB = 16

function freeMiBOf(directory: string): number {
  const { bavail, bsize } = statfsSync(directory)
  return Math.floor((bavail * bsize) / 1024 ** 2)
}

/** Whether next to nothing can be written below a folder any more. */
export function isFull(directory: string): boolean {
  return freeMiBOf(directory) < fullMiB
}

/** Throws `software.diskFull` where less than this is free below a folder. */
export function requireDisk(directory: string, neededMiB: number): void {
  const freeMiB = freeMiBOf(directory)
  if (freeMiB < neededMiB) throw softwareErrors.diskFull({ directory, neededMiB, freeMiB })
}

/** Whether a client, or the system itself, says that there is no space left. */
export function isDiskFull(said: unknown): boolean {
  if (typeof said === 'string') return /no space left on device|disk quota exceeded/i.test(said)
  return said instanceof Error && 'code' in said && (said.code === 'ENOSPC' || said.code === 'EDQUOT')
}
