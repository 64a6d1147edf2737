// The contract of a check of manifests: one rule in one file. `npm run generate` lists the files of checks/.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import type { Text } from '../../model/text.ts'
import type { Severity } from '../../model/verdict.ts'
import type { Manifest } from './manifest.ts'
import type { ManifestFacts } from './manifest-facts.ts'

/** One difference. */
export interface ManifestFound {
  readonly case: string
  readonly message: Text
  readonly fix: Text
  /** Undefined where what is wrong is that something is not there. */
  readonly manifest: Manifest | undefined
  /** JSON pointer into the object; into the declaration where there is no manifest. */
  readonly pointer: string
  readonly data: JsonObject
  readonly severity?: Severity
}

/** A rule over manifests and the plan that they are to realise. */
export interface ManifestCheck {
  /** The name of its file. */
  readonly id: string
  readonly severity: Severity
  /** What goes wrong otherwise. */
  readonly why: Text
  find(facts: ManifestFacts): readonly ManifestFound[]
  /** Changes one object of the minimum shape's rendering so that the check finds something there. */
  readonly plant: (object: KubernetesObject) => JsonObject | undefined
}

/** Declares a check: checks the shape at compile time, changes nothing. */
export function defineManifestCheck(check: ManifestCheck): ManifestCheck {
  return check
}
