// Where in the user's file a finding belongs: the nearest thing that the file says.

import type { Plan } from '../model/plan.ts'
import type { FindingPlace } from '../model/verdict.ts'

/**
 * The first of these JSON pointers that the declaration has, or the nearest above one of them; the file's beginning when
 * it says nothing of any.
 */
export function findingPlace(plan: Plan, pointers: readonly string[]): FindingPlace {
  const candidates = [...pointers, ...pointers.flatMap(parents), '/shape', '']
  for (const pointer of candidates) {
    const position = plan.source[pointer]
    if (position !== undefined) return { file: plan.declarationFile, ...position, pointer }
  }
  return { file: plan.declarationFile, line: 1, column: 1, pointer: '' }
}

/** `/a/b/c` → `/a/b`, `/a`: everything that a pointer lies in, the nearest first. */
function parents(pointer: string): readonly string[] {
  const steps = pointer.split('/').slice(1)
  return steps
    .map((_step, index) => `/${steps.slice(0, index).join('/')}`)
    .slice(1)
    .reverse()
}
