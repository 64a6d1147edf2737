// `hanok up` without FILE: the largest built-in shape that this machine's memory holds.

import { readFileSync } from 'node:fs'
import { freemem } from 'node:os'

/** Built-in examples that `up` chooses from, the largest first, with the memory that must be available for each. */
export const choices = [
  { example: 'minimum-kafka', memoryMiB: 17 * 1024 },
  { example: 'minimum', memoryMiB: 15 * 1024 },
  { example: 'starter', memoryMiB: 8 * 1024 },
] as const

/** The largest example that fits; undefined when none does. */
export function chooseExample(availableMiB: number): string | undefined {
  return choices.find(({ memoryMiB }) => memoryMiB <= availableMiB)?.example
}

/** Memory that can be had without swapping, in MiB: the kernel's own estimate (proc(5), MemAvailable). */
export function availableMemoryMiB(): number {
  const [, kib] = /^MemAvailable:\s+(\d+) kB/m.exec(readMemoryInfo()) ?? []
  return Math.floor(kib === undefined ? freemem() / 1024 ** 2 : Number(kib) / 1024)
}

function readMemoryInfo(): string {
  try {
    return readFileSync('/proc/meminfo', 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
