// Stands in for a `SparkConnect`: the operator makes a server pod, and Spark in it makes its executors. Their memory is heap and overhead
// together, requested and limited (Spark, "Running Spark on Kubernetes", resource allocation).

import { at, objectAt } from '../../model/json-at.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineStandIn, type StandInInput, workload } from './stand-in.ts'

const source = 'sparkoperator.k8s.io/SparkConnect'

function mebibytes(size: string): number {
  const [, number = '0', unit = 'm'] = /^(\d+)([mg])$/.exec(size) ?? []
  return Number(number) * (unit === 'g' ? 1_024 : 1)
}

function part(input: StandInInput, name: string, replicas: number, values: JsonObject, overhead: string) {
  const pod = objectAt(values, 'template', 'spec')
  const { containers: _containers, serviceAccountName: _account, ...spec } = pod
  const memory = `${mebibytes(String(values.memory)) + mebibytes(overhead)}Mi`
  return workload(input, source, {
    kind: 'Deployment',
    // Neither is one in truth: a new server takes the place of the old, and asks for executors of its own.
    strategy: { type: 'Recreate' },
    name: `${input.name}-${name}`,
    replicas,
    labels: { 'sparkoperator.k8s.io/connect-name': input.name, 'spark-role': name },
    podLabels: objectAt(values, 'template', 'metadata', 'labels'),
    spec,
    resources: { requests: { cpu: String(values.cores), memory }, limits: { memory } },
    image: String(at(input.value, 'spec', 'image')),
  })
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const conf = objectAt(spec, 'sparkConf')
    const executor = objectAt(spec, 'executor')
    // With dynamic allocation as many as it may have: all of them must find their place.
    const most = at(spec, 'dynamicAllocation', 'maxExecutors') ?? executor.instances
    const overhead = (role: string) => String(conf[`spark.${role}.memoryOverhead`] ?? '0m')
    return [
      part(input, 'server', 1, objectAt(spec, 'server'), overhead('driver')),
      part(input, 'executor', Number(most), executor, overhead('executor')),
    ]
  },
})
