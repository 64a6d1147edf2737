// Stands in for CloudNativePG's `Pooler`: the operator makes a Deployment out of its template (pkg/specs/pgbouncer/deployments.go).

import { objectAt } from '../../model/json-at.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineStandIn, scheduling, workload } from './stand-in.ts'

const source = 'postgresql.cnpg.io/Pooler'

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const pod = objectAt(spec, 'template', 'spec')
    const containers = (pod.containers ?? []) as readonly JsonObject[]
    return [
      workload(input, source, {
        kind: 'Deployment',
        name: input.name,
        replicas: Number(spec.instances ?? 1),
        labels: { 'cnpg.io/poolerName': input.name },
        podLabels: objectAt(spec, 'template', 'metadata', 'labels'),
        spec: scheduling(pod),
        // Only the container of this name is the pooler's.
        resources: containers.find(({ name }) => name === 'pgbouncer')?.resources,
        strategy: spec.deploymentStrategy,
        image: String(objectAt(spec, 'pgbouncer').image),
      }),
    ]
  },
})
