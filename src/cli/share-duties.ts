// Duties that no host of an inventory has: in a shape some groups have several duties at once, and so may these hosts.

import type { MappedInventory } from '../model/inventory/map-hosts.ts'
import type { Duty } from '../model/plan.ts'
import type { Shape } from '../planner/shapes/shape.ts'

/** A duty that was missing, and the duty whose hosts take it as well; null when the shape gives none. */
export interface SharedDuty {
  readonly duty: Duty
  readonly by: Duty | null
  readonly hosts: number
}

/**
 * Gives each duty of the shape that no host has to the hosts of the duty with which it stands in the shape's groups: in
 * `minimum` the metadata database stands on the control plane's hosts. Nothing else is changed.
 */
export function shareDuties(
  mapped: MappedInventory,
  shape: Shape,
): { readonly mapped: MappedInventory; readonly shared: readonly SharedDuty[] } {
  const present = new Set(mapped.hosts.flatMap(({ duties }) => duties))
  const missing = [...new Set(shape.groups.flatMap(({ duties }) => duties))].filter(
    (duty) => !present.has(duty),
  )
  const shared = missing.map((duty): SharedDuty => {
    const partner = shape.groups
      .filter(({ duties }) => duties.includes(duty))
      .flatMap(({ duties }) => duties)
      .find((other) => present.has(other))
    const hosts = mapped.hosts.filter(({ duties }) => partner !== undefined && duties.includes(partner))
    return { duty, by: partner ?? null, hosts: hosts.length }
  })
  const hosts = mapped.hosts.map((host) => {
    const more = shared.filter(({ by }) => by !== null && host.duties.includes(by)).map(({ duty }) => duty)
    return more.length === 0 ? host : { ...host, duties: [...host.duties, ...more] }
  })
  return { mapped: { ...mapped, hosts }, shared }
}
