// What a plan has and nothing here can run yet, in one line. By itself, since whoever only writes files has no use for what runs them.

import { type Text, text } from '../model/text.ts'

/** One line on the services that a plan has and nothing here can run yet. */
export function plannedOnlyLine(services: readonly string[]): Text {
  const names = services.join(', ')
  return text(
    `In the plan, but not run yet: ${names}.`,
    `계획에는 있지만 아직 실행하지 않는 서비스: ${names}`,
  )
}
