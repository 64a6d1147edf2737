// A whole shape rendered for Kubernetes, for tests of what stands in it.

import { parseAllDocuments } from 'yaml'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { renderKubernetes } from '../kubernetes/render-kubernetes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

/** The plan of a shape with no choices made, its files, and the objects in its manifests. */
export function renderedShape(shape: string) {
  const plan = planPlatform(
    parseDeclaration(`shape: ${shape}\ntarget: kubernetes\n`, 'platform.yaml', words),
    catalog,
  )
  const files = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const objects = files
    .filter(({ path }) => path.startsWith('kubernetes/manifests/'))
    .flatMap(({ content }) => parseAllDocuments(content).map((one) => one.toJS() as KubernetesObject))
  return { plan, files, objects }
}
