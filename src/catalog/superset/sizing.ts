// Superset's sizes: web servers from the people who click at the same moment.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { activeUsers, needed, spareOf } from '../sizing.ts'

/** Processes and threads of a web server: what it answers at once is their product (Gunicorn, "Settings"). */
export const webSettings = { processes: 4, threads: 8 } as const

/** How many web servers the load needs, beside those that are planned. */
export function webSizing(shape: ShapeContext<unknown>, planned: number): readonly PlanSizing[] {
  return [
    needed(planned, {
      about: 'superset/web',
      what: 'instances',
      unit: 'count',
      formula: 'max(1, ceil(users * active / (processes * threads))) + spare',
      inputs: { users: shape.load.users, active: activeUsers, ...webSettings, spare: spareOf(shape) },
      source: 'R-2.5, R-7.8; assumption: a tenth of the people wait for an answer at the same moment',
      text: text(
        'web servers for everyone who waits for an answer',
        '응답을 기다리는 모든 사용자를 위한 웹 서버 수',
      ),
    }),
  ]
}
