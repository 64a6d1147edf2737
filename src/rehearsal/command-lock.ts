// Rehearsal: `up`, `down` and the rotation of secrets exclude each other. A lock of a command that no longer lives counts for nothing.

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { rehearsalErrors } from './errors.ts'
import { isAlive, type ProcessRef, processRef } from './proc.ts'

type Holder = ProcessRef & { readonly what: string }

/** Takes the lock, a file, for `what`; gives the function that returns it. Throws `commandRunning`. */
export function takeCommandLock(file: string, what: 'up' | 'down' | 'rotate' | 'renew'): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  const self = processRef(process.pid)
  const mine = `${file}.${process.pid}`
  try {
    writeFileSync(mine, JSON.stringify({ ...self, what }))
    for (;;) {
      try {
        linkSync(mine, file)
        return () => rmSync(file, { force: true })
      } catch (error) {
        // A full disk would never let us in.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const holder = readHolder(file)
        if (isAlive(holder) && holder !== undefined) {
          throw rehearsalErrors.commandRunning({ pid: holder.pid, what: holder.what })
        }
        rmSync(file, { force: true })
      }
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
