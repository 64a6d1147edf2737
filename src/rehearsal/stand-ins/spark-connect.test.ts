import { expect, test } from 'vitest'
import type { JsonObject } from '../../model/plan.ts'
import { standIn } from './spark-connect.ts'

const resources = { requests: { cpu: '1', memory: '4096Mi' }, limits: { memory: '4096Mi' } }

function made(container: JsonObject, labels: JsonObject = {}) {
  const [server, service, executors] = standIn.objects({
    namespace: 'lake-spark',
    name: 'spark-connect',
    value: {
      metadata: { labels },
      spec: {
        image: 'spark:1',
        sparkConf: { 'spark.driver.memoryOverhead': '400m', 'spark.executor.memoryOverhead': '1g' },
        server: {
          cores: 1,
          memory: '3g',
          template: { spec: { containers: [{ name: 'spark-kubernetes-driver', ...container }] } },
        },
        executor: {
          cores: 2,
          instances: 3,
          memory: '9g',
          template: { metadata: { labels: { 'hanok.dev/role': 'spark.worker' } } },
        },
      },
    },
  })
  return { server, service, executors }
}

test('gives the server the resources of its template, and none where the template has none', () => {
  const spec = made({ resources }).server?.spec
  expect(spec).toHaveProperty('template.spec.containers.0.resources', resources)
  const bare = made({}).server?.spec
  expect(bare).toHaveProperty('template.spec.containers.0.image')
  expect(bare).not.toHaveProperty('template.spec.containers.0.resources')
})

test('gives an executor heap and overhead together', () => {
  expect(made({}).executors).toMatchObject({
    spec: { template: { spec: { containers: [{ resources: { limits: { memory: '10240Mi' } } }] } } },
  })
})

test('lets labels of the object win over those of the template of executors, as Spark does', () => {
  const labels = { 'hanok.dev/role': 'spark.connect' }
  expect(made({}, labels).executors).toMatchObject({ spec: { template: { metadata: { labels } } } })
})

test('names pod and Service after the server', () => {
  const { server, service } = made({})
  expect(server?.metadata.name).toBe('spark-connect-server')
  expect(service).toMatchObject({ kind: 'Service', metadata: { name: 'spark-connect-server' } })
})
