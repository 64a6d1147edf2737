// Superset's sizes: web servers from the people who click at the same moment.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import type { ShapeContext } from '../service.ts'
import { activeUsers, amountOf, needed, sized, spareOf } from '../sizing.ts'
import type { SupersetOptions } from './options.ts'

type Shape = ShapeContext<SupersetOptions>

/** Processes and threads of a web server: what it answers at once is their product (Gunicorn, "Settings"). */
export const webSettings = { processes: 4, threads: 8 } as const

/** Web servers: as many as equals have, more where the load asks for it and there are hosts. */
export function websOf(shape: Shape): number {
  const asked = amountOf([sized(websNeeded(shape))], 'instances')
  const equals = several(shape, 'visualization')
  return shape.options.webs ?? Math.max(equals, Math.min(asked, shape.hostsOf('visualization')))
}

/** How many web servers the load needs, beside those that are planned. */
export function webSizing(shape: Shape): readonly PlanSizing[] {
  return [needed(websOf(shape), websNeeded(shape))]
}

function websNeeded(shape: Shape) {
  return {
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
  } as const
}
