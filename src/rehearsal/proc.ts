// Rehearsal: what /proc says about processes. A process is a PID together with its start time: PIDs are reused.

import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** One process for ever: a PID and when it was started (field 22 of /proc/PID/stat, proc(5)). */
export interface ProcessRef {
  readonly pid: number
  readonly startTime: string
}

/** Start time of a living process in clock ticks; undefined when it is gone or only waits to be reaped. */
export function startTimeOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  // The name in parentheses may hold anything, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  return fields[19]
}

/** State of a process as one letter (field 3 of /proc/PID/stat, proc(5)): `T` is stopped; undefined when it is gone. */
export function runStateOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.charAt(stat.lastIndexOf(')') + 2)
}

/** Whether this very process still lives. */
export function isAlive(process: ProcessRef | undefined): boolean {
  return process !== undefined && startTimeOf(process.pid) === process.startTime
}

/** The process with this PID as it is now; undefined when there is none. */
export function processRef(pid: number): ProcessRef | undefined {
  const startTime = startTimeOf(pid)
  return startTime === undefined ? undefined : { pid, startTime }
}

/** Children of a process (its main thread's; CONFIG_PROC_CHILDREN). */
export function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`)
  return text === undefined ? [] : text.trim().split(/\s+/).filter(Boolean).map(Number)
}

/** Every process whose network namespace is this named one. */
export function pidsInNetns(netnsFile: string): number[] {
  let inode: number
  try {
    inode = statSync(netnsFile).ino
  } catch {
    return []
  }
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => namespaceInode(pid, 'net') === inode)
}

/** Inode that names a namespace of a process; undefined when it is gone. */
export function namespaceInode(pid: number, kind: 'net' | 'pid' | 'mnt'): number | undefined {
  try {
    const match = /\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/${kind}`))
    return match === null ? undefined : Number(match[1])
  } catch {
    return undefined
  }
}

/** Proportional memory of a process in KiB (Pss of smaps_rollup, proc(5)); 0 when it is gone. */
export function pssKiB(pid: number): number {
  const match = /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')
  return match === null ? 0 : Number(match[1])
}

/** Sends a signal; false when the process is gone already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Waits until none of the processes lives. Gives those that still do after `timeoutMs`. */
export async function waitGone(processes: readonly ProcessRef[], timeoutMs: number): Promise<ProcessRef[]> {
  const deadline = Date.now() + timeoutMs
  let left = processes.filter(isAlive)
  while (left.length > 0 && Date.now() < deadline) {
    await sleep(20)
    left = left.filter(isAlive)
  }
  return left
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
