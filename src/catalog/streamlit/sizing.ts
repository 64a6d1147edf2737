// Streamlit's sizes: application servers from the sessions that are open.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import type { ShapeContext } from '../service.ts'
import { activeUsers, amountOf, needed, sized, spareOf } from '../sizing.ts'
import type { StreamlitOptions } from './options.ts'

type Shape = ShapeContext<StreamlitOptions>

/** Memory of an application server, in MiB. */
export const appMemoryMiB = 2_048

/** Application servers: as many as equals have, more where the load asks for it and there are hosts. */
export function appsOf(shape: Shape): number {
  const asked = amountOf([sized(appsNeeded(shape))], 'instances')
  const equals = several(shape, 'visualization')
  return shape.options.apps ?? Math.max(equals, Math.min(asked, shape.hostsOf('visualization')))
}

/** How many application servers the load needs, beside those that are planned. */
export function appSizing(shape: Shape): readonly PlanSizing[] {
  return [needed(appsOf(shape), appsNeeded(shape))]
}

function appsNeeded(shape: Shape) {
  return {
    about: 'streamlit/app',
    what: 'instances',
    unit: 'count',
    formula: 'max(1, ceil(users * active * sessionMiB / memoryMiB)) + spare',
    inputs: {
      users: shape.load.users,
      active: activeUsers,
      sessionMiB: 50,
      memoryMiB: appMemoryMiB,
      spare: spareOf(shape),
    },
    source: 'R-2.9; assumption: a tenth of the people have a session, 50 MiB each',
    text: text('servers that hold all sessions', '모든 세션을 담을 수 있는 서버 수'),
  } as const
}
