// A container before it becomes an entry of the Compose file.

import type { ImageRecipe } from '../../catalog/image.ts'
import type { JobDefinition } from '../../model/artifacts.ts'
import type { PlanHost } from '../../model/plan.ts'
import type { ConfiguredHost } from '../hosts/host-processes.ts'

/** One container to be: what it is, what it is built from, what it starts. */
export interface Container {
  readonly name: string
  readonly recipe: ImageRecipe
  readonly legs: PlanHost['networks']
  readonly configured: ConfiguredHost
  readonly job?: JobDefinition
}
