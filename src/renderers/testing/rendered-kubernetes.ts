// A declaration rendered for Kubernetes, as objects: for tests of what a catalog folder makes of a plan.

import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { renderedParts } from '../kubernetes/rendered-parts.ts'

/** What a declaration becomes. */
export interface RenderedDeclaration {
  readonly plan: Plan
  readonly objects: readonly KubernetesObject[]
  /** Every object of a kind. */
  of(kind: string): readonly KubernetesObject[]
  /** What a Secret holds, placeholders and all. Throws where there is none. */
  secret(namespace: string, name: string): Readonly<Record<string, string>>
  /** Values of a chart's release. Throws where there is none. */
  values(release: string): JsonObject
}

/** Plans and renders `declaration` (YAML), in production sizes. */
export function renderedDeclaration(declaration: string): RenderedDeclaration {
  const words = {
    shapes: [...shapes.keys()],
    services: new Map(catalog.map((service) => [service.id, service.options])),
  }
  const plan = planPlatform(parseDeclaration(declaration, 'platform.yaml', words), catalog)
  const { releases, manifests } = renderedParts(plan, catalog, kubernetesRenderers, { size: 'production' })
  const objects = manifests.flatMap((file) => file.objects)
  const of = (kind: string) => objects.filter((object) => object.kind === kind)
  return {
    plan,
    objects,
    of,
    secret: (namespace, name) => {
      const found = of('Secret').find(
        ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
      )
      if (found === undefined) throw new Error(`no Secret ${namespace}/${name}`)
      return found.stringData as Record<string, string>
    },
    values: (name) => {
      const found = releases.find((release) => release.name === name)
      if (found === undefined) throw new Error(`no release ${name}`)
      return found.values
    },
  }
}
