// Rehearsal: whether the disk holds what a platform writes, asked before it starts and when it does not become ready.

import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { rehearsalErrors } from './errors.ts'

/** Below this daemons fail to write. */
const fullMiB = 64

/** Free space where a folder is or will be, in MiB. */
function freeMiB(folder: string): number {
  let there = folder
  while (!existsSync(there)) there = dirname(there)
  const { bavail, bsize } = statfsSync(there)
  return Math.floor((bavail * bsize) / 1024 ** 2)
}

/** Throws `lowDisk` where less than `neededMiB` is free for a folder. */
export function requireDisk(folder: string, neededMiB: number): void {
  const found = freeMiB(folder)
  if (found < neededMiB) throw rehearsalErrors.lowDisk({ folder, neededMiB, freeMiB: found })
}

/** Throws `diskFull` where that is why a platform does not become ready. */
export function throwIfDiskFull(folder: string, cause?: unknown): void {
  if (freeMiB(folder) < fullMiB) throw rehearsalErrors.diskFull({ folder }, { cause })
}
