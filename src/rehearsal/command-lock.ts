// Rehearsal: `up` and `down` exclude each other. A lock of a command that no longer lives counts for nothing.

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rehearsalErrors } from './errors.ts'
import type { Place } from './place.ts'
import { isAlive, type ProcessRef, processRef } from './proc.ts'

type Holder = ProcessRef & { readonly what: string }

/** Takes the lock for `what`; gives the function that returns it. Throws `commandRunning`. */
export function takeCommandLock(place: Place, what: 'up' | 'down'): () => void {
  mkdirSync(place.runDir, { recursive: true, mode: 0o755 })
  const self = processRef(process.pid)
  const mine = `${place.commandLock}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ ...self, what }))
  try {
    for (;;) {
      try {
        linkSync(mine, place.commandLock)
        return () => rmSync(place.commandLock, { force: true })
      } catch {
        const holder = readHolder(place)
        if (isAlive(holder) && holder !== undefined) {
          throw rehearsalErrors.commandRunning({ pid: holder.pid, what: holder.what })
        }
        rmSync(place.commandLock, { force: true })
      }
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(place: Place): Holder | undefined {
  try {
    return JSON.parse(readFileSync(place.commandLock, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
