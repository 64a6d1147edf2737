// Stands in for a `SparkConnect`: the operator makes a server pod and its Service, and Spark in that pod makes its executors.
// The server is what its template says: the operator adds an image and a command, no resources and no probes (spark-operator 2.5.2,
// sparkconnect/reconciler.go, mutateServerPod). Of executors Spark itself sets memory, heap and overhead together, requested and
// limited (Spark, "Running Spark on Kubernetes", resource allocation), and puts the labels of the object over those of the template.

import { at, objectAt } from '../../model/json-at.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'
import { defineStandIn, type StandInInput, workload } from './stand-in.ts'

const source = 'sparkoperator.k8s.io/SparkConnect'

function mebibytes(size: string): number {
  const [, number = '0', unit = 'm'] = /^(\d+)([mg])$/.exec(size) ?? []
  return Number(number) * (unit === 'g' ? 1_024 : 1)
}

function labelsOf(input: StandInInput, role: 'connect-server' | 'executor') {
  return {
    'sparkoperator.k8s.io/launched-by-spark-operator': 'true',
    'sparkoperator.k8s.io/connect-name': input.name,
    'spark-role': role,
  }
}

function podOf(values: JsonObject): JsonObject {
  const {
    containers: _containers,
    serviceAccountName: _account,
    ...spec
  } = objectAt(values, 'template', 'spec')
  return spec
}

function container(values: JsonObject, name: string): JsonObject {
  const all = at(values, 'template', 'spec', 'containers')
  const found = (Array.isArray(all) ? (all as readonly JsonObject[]) : []).find((one) => one.name === name)
  return found ?? {}
}

function server(input: StandInInput, values: JsonObject, image: string): KubernetesObject {
  return workload(input, source, {
    // A pod with a name of its own, made again only when its object is gone.
    kind: 'StatefulSet',
    name: `${input.name}-server`,
    replicas: 1,
    labels: labelsOf(input, 'connect-server'),
    podLabels: objectAt(values, 'template', 'metadata', 'labels'),
    spec: podOf(values),
    resources: container(values, 'spark-kubernetes-driver').resources,
    image,
  })
}

function executors(
  input: StandInInput,
  replicas: number,
  values: JsonObject,
  overhead: JsonValue | undefined,
  image: string,
): KubernetesObject {
  const memory = `${mebibytes(String(values.memory)) + mebibytes(String(overhead ?? '0m'))}Mi`
  return workload(input, source, {
    kind: 'Deployment',
    // None in truth: a new server asks for executors of its own.
    strategy: { type: 'Recreate' },
    name: `${input.name}-executor`,
    replicas,
    labels: labelsOf(input, 'executor'),
    podLabels: {
      ...objectAt(values, 'template', 'metadata', 'labels'),
      ...objectAt(input.value, 'metadata', 'labels'),
    },
    spec: podOf(values),
    resources: { requests: { cpu: String(values.cores), memory }, limits: { memory } },
    image,
  })
}

function service(input: StandInInput): KubernetesObject {
  const port = (name: string, number: number): JsonObject => ({ name, port: number, targetPort: number })
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `${input.name}-server`, namespace: input.namespace },
    spec: {
      selector: labelsOf(input, 'connect-server'),
      ports: [
        port('driver-rpc', 7_078),
        port('blockmanager', 7_079),
        port('web-ui', 4_040),
        port('spark-connect-server', 15_002),
      ],
    },
  }
}

/** See the head of this file. */
export const standIn = defineStandIn({
  source,
  objects: (input) => {
    const spec = objectAt(input.value, 'spec')
    const executor = objectAt(spec, 'executor')
    const image = String(spec.image)
    // With dynamic allocation as many as it may have: all of them must find their place.
    const most = Number(at(spec, 'dynamicAllocation', 'maxExecutors') ?? executor.instances)
    const overhead = objectAt(spec, 'sparkConf')['spark.executor.memoryOverhead']
    return [
      server(input, objectAt(spec, 'server'), image),
      service(input),
      executors(input, most, executor, overhead, image),
    ]
  },
})
