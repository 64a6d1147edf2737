// The plan of the platform that is up on this machine, as `up` left it.

import { existsSync, readFileSync } from 'node:fs'
import { parsePlan } from '../model/parse-plan.ts'
import type { Plan } from '../model/plan.ts'
import { rehearsalErrors } from '../rehearsal/errors.ts'
import { currentPlace } from '../rehearsal/rehearsal.ts'

/** Reads it. Throws `rehearsal.notUp` when there is none. */
export function runningPlan(): Plan {
  const place = currentPlace()
  if (!existsSync(place.pointerFile) || !existsSync(place.planFile)) {
    throw rehearsalErrors.notUp({ place: place.name })
  }
  return parsePlan(readFileSync(place.planFile, 'utf8'), place.planFile)
}
