// What services ask for while they are rendered, and what is written because of it.

import type { ImageRecipe } from '../../catalog/image.ts'
import type { RoleId } from '../../model/plan.ts'

/** A Secret that some object names. */
export interface RegisteredSecret {
  readonly namespace: string
  readonly name: string
  readonly service: string
  /** Kubernetes' type of the Secret, such as `Opaque`. */
  readonly type: string
  readonly data: Readonly<Record<string, string>>
}

/** Collected over all services, in the order in which they were asked for. */
export interface Registry {
  /** Roles that hold data on their hosts. */
  readonly stored: Set<RoleId>
  readonly images: Set<string>
  /** By name: those that the site builds, and under which reference it pushes them. */
  readonly built: Map<string, { readonly recipe: ImageRecipe; readonly reference: string }>
  /** By `namespace/name`. */
  readonly secrets: Map<string, RegisteredSecret>
}

/** An empty registry. */
export function newRegistry(): Registry {
  return { stored: new Set(), images: new Set(), built: new Map(), secrets: new Map() }
}
