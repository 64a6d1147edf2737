// Rehearsal: what the supervisor remembers on disk, so that one that follows it takes over what lives.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { ProcessRef } from './proc.ts'

/** What is remembered of a host. */
export interface HostRecord {
  /** `making` until all of it stands: a host found in that state is made anew. */
  readonly state: 'making' | 'up' | 'down'
  readonly init?: ProcessRef | undefined
}

/** What is remembered of an instance. */
export interface InstanceRecord {
  readonly process?: ProcessRef | undefined
  readonly startedAtMs?: number | undefined
  readonly readyAtMs?: number | undefined
  readonly startMs?: number | undefined
  readonly restarts: number
  /** Stopped by request: stays so. */
  readonly stopped: boolean
}

/** `state.json`. */
export interface RehearsalState {
  readonly schemaVersion: 1
  readonly hosts: Readonly<Record<string, HostRecord>>
  readonly instances: Readonly<Record<string, InstanceRecord>>
  readonly jobsDone: readonly string[]
}

/** The state of a rehearsal that nothing is known of. */
export const emptyState: RehearsalState = { schemaVersion: 1, hosts: {}, instances: {}, jobsDone: [] }

/** Reads the state; an unreadable one counts as none, and everything is made anew. */
export function readState(file: string): RehearsalState {
  if (!existsSync(file)) return emptyState
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RehearsalState
  } catch {
    return emptyState
  }
}

/** Replaces a file in one step: a reader sees the old content or the new, never half of it. */
export function writeAtomically(file: string, content: string, mode = 0o644): void {
  const temporary = `${file}.new`
  writeFileSync(temporary, content, { mode })
  renameSync(temporary, file)
}
