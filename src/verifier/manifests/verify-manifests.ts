// Any rendered manifests against the plan → findings, each with file, line and object.

import type { Plan } from '../../model/plan.ts'
import type { Finding } from '../../model/verdict.ts'
import { findingPlace } from '../finding-place.ts'
import { manifestChecks } from './checks/index.gen.ts'
import { type Manifest, objectName } from './manifest.ts'
import { manifestFacts } from './manifest-facts.ts'

/** Everything in which the manifests differ from the plan, in order of check and of manifest. */
export function verifyManifests(plan: Plan, manifests: readonly Manifest[]): readonly Finding[] {
  const facts = manifestFacts(plan, manifests)
  return manifestChecks.flatMap((check) =>
    check.find(facts).map(({ case: name, message, fix, manifest, pointer, data, severity }): Finding => {
      const object = manifest === undefined ? null : objectName(manifest.object)
      const at = manifest?.place(pointer) ?? findingPlace(plan, [pointer])
      return {
        check: check.id,
        severity: severity ?? check.severity,
        code: `${check.id}.${name}`,
        message,
        why: check.why,
        fix,
        at,
        data: { object, ...data },
      }
    }),
  )
}
