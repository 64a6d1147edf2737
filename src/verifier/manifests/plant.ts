// Changes to a rendered object, for the example of each check that must find something.

import { listAt, objectAt } from '../../model/json-at.ts'
import { type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'

/** Whether an object is the workload of a role. */
export function isWorkloadOf(object: KubernetesObject, role: string): boolean {
  return objectAt(object, 'spec', 'template', 'metadata', 'labels')[roleLabel] === role
}

/** The object with other fields in its specification. */
export function changedSpec(object: KubernetesObject, fields: JsonObject): JsonObject {
  return { ...object, spec: { ...objectAt(object, 'spec'), ...fields } }
}

/** The workload with other fields in the specification of its pods. */
export function changedPod(object: KubernetesObject, fields: JsonObject): JsonObject {
  const template = objectAt(object, 'spec', 'template')
  return changedSpec(object, {
    template: { ...template, spec: { ...objectAt(template, 'spec'), ...fields } },
  })
}

/** The workload with other fields in its containers; those without a value are left out. */
export function changedContainers(
  object: KubernetesObject,
  fields: Readonly<Record<string, JsonObject | string | undefined>>,
): JsonObject {
  const containers = listAt(object, 'spec', 'template', 'spec', 'containers').map((container) =>
    Object.fromEntries(
      Object.entries({ ...container, ...fields }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    ),
  )
  return changedPod(object, { containers })
}
