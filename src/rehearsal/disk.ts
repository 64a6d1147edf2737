// Rehearsal: whether the disk holds what a platform writes, asked before it starts and when it does not become ready.

import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Plan } from '../model/plan.ts'
import { rehearsalErrors } from './errors.ts'
import type { Place } from './place.ts'

/** Data, logs and files of an instance: 13 MiB each after a demo on `minimum` when measured, with room to grow. */
const perInstanceMiB = 64
/** Below this daemons fail to write. */
const fullMiB = 64

/** Free space where the rehearsal keeps its state, in MiB. */
function freeMiB(place: Place): number {
  let folder = place.stateDir
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  return Math.floor((bavail * bsize) / 1024 ** 2)
}

/** Throws `lowDisk` when a platform that is to start would fill the disk. */
export function requireDisk(place: Place, plan: Plan): void {
  const neededMiB = plan.instances.length * perInstanceMiB
  const found = freeMiB(place)
  if (found < neededMiB) throw rehearsalErrors.lowDisk({ folder: place.stateDir, neededMiB, freeMiB: found })
}

/** Throws `diskFull` when that is why a platform does not become ready. */
export function throwIfDiskFull(place: Place): void {
  if (freeMiB(place) < fullMiB) throw rehearsalErrors.diskFull({ folder: place.stateDir })
}
