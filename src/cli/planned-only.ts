// What a plan has and nothing here can run yet, in a few lines. By itself, since whoever only writes files has no use for what runs them.

import type { AnyService } from '../catalog/service.ts'
import { type Text, text } from '../model/text.ts'

/**
 * One line on the services that a plan has and nothing here can run yet, and one for each of which the user could give the software.
 * Without a catalog only the first: where nothing that is given is run.
 */
export function plannedOnlyLine(
  services: readonly string[],
  catalog: readonly Pick<AnyService, 'id' | 'title' | 'given'>[] = [],
): Text {
  const names = services.join(', ')
  const given = catalog.flatMap(({ id, title, given: one }) =>
    one !== undefined && services.includes(id) ? [{ title, how: one.how }] : [],
  )
  const lines = (language: 'en' | 'ko') =>
    given.map(({ title, how }) => `\n  ${title[language]}: ${how[language]}`).join('')
  return text(
    `In the plan, but not run yet: ${names}.${lines('en')}`,
    `계획에는 있지만 아직 실행하지 않는 서비스: ${names}${lines('ko')}`,
  )
}
