// What a host is taken to have where its inventory does not say: the hardware of R-4 for what it is for, never silently.

import type { Duty, Hardware } from '../model/plan.ts'
import { standardHardware } from '../planner/shapes/shape.ts'

// The first duty of this list that a host has decides: the more demanding ones come first.
const standards: readonly (readonly [Duty, Hardware])[] = [
  ['storage', standardHardware.storage],
  ['query', standardHardware.compute],
  ['compute', standardHardware.compute],
  ['kafka-broker', standardHardware.broker],
  ['search', standardHardware.operations],
  ['observability', standardHardware.operations],
  ['visualization', standardHardware.operations],
  ['edge', standardHardware.edge],
]

// Of these one is enough for a host of R-4.4's lower end.
const sharing: readonly Duty[] = ['search', 'observability', 'visualization']

/** Hardware for hosts with these duties. */
export function assumedHardware(duties: readonly Duty[]): Hardware {
  if (duties.filter((duty) => sharing.includes(duty)).length > 1) return standardHardware.sharedOperations
  return standards.find(([duty]) => duties.includes(duty))?.[1] ?? standardHardware.control
}

/** A host's hardware with what is missing assumed, and the names of what was. */
export function completeHardware(
  known: Partial<Hardware>,
  duties: readonly Duty[],
): { readonly hardware: Hardware; readonly assumed: readonly (keyof Hardware)[] } {
  const keys = ['cpus', 'memoryGiB', 'disks'] as const
  return {
    hardware: { ...assumedHardware(duties), ...known },
    assumed: keys.filter((key) => known[key] === undefined),
  }
}
