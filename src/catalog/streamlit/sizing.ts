// Streamlit's sizes: application servers from the sessions that are open.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { activeUsers, needed, spareOf } from '../sizing.ts'

/** Memory of an application server, in MiB. */
export const appMemoryMiB = 2_048

/** How many application servers the load needs, beside those that are planned. */
export function appSizing(shape: ShapeContext<unknown>, planned: number): readonly PlanSizing[] {
  return [
    needed(planned, {
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
    }),
  ]
}
