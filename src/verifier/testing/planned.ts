// Plans for tests of the verifier: the shapes as the planner plans them, changed where a test wants it.

import { catalog } from '../../catalog/index.gen.ts'
import type { ParsedDeclaration } from '../../model/declaration.ts'
import { defaultLoad } from '../../model/load.ts'
import type { Plan } from '../../model/plan.ts'
import { type PlanOptions, planPlatform } from '../../planner/plan-platform.ts'

/** The plan of a shape. */
export function planned(
  shape: string,
  changes: Partial<ParsedDeclaration> = {},
  options: PlanOptions = {},
): Plan {
  const declaration: ParsedDeclaration = {
    file: 'platform.yaml',
    sha256: '0'.repeat(64),
    name: shape,
    shape,
    profile: 'conservative',
    relaxes: [],
    load: defaultLoad,
    networks: {},
    services: {},
    source: {},
    ...changes,
  }
  return planPlatform(declaration, catalog, options)
}
