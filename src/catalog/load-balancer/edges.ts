// How many edge hosts forward: what L4 and L7 agree on.

import type { ShapeContext } from '../service.ts'

/** Two, or the only one there is where nothing else is doubled either. */
export function edgeCount({ tier, hostsOf }: Pick<ShapeContext<unknown>, 'tier' | 'hostsOf'>): number {
  return tier === 'ha' ? 2 : Math.min(2, hostsOf('edge'))
}
