// Logs, planned and rendered: Loki where it is named, OpenSearch otherwise, and an agent on every node where there is either.

import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { at, listAt, objectAt } from '../../model/json-at.ts'
import { type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { renderKubernetes } from './render-kubernetes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function planOf(shape: string, services = '{}', target = 'kubernetes'): Plan {
  const content = `name: logs\nshape: ${shape}\ntarget: ${target}\nservices: ${services}\n`
  return planPlatform(parseDeclaration(content, 'platform.yaml', words), catalog)
}

function rendered(plan: Plan) {
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const files = new Map(artifacts.map(({ path, content }) => [path.replace('kubernetes/', ''), content]))
  const values = (name: string) => parse(files.get(`values/${name}.yaml`) ?? '{}') as JsonObject
  const objects = [...files]
    .filter(([path]) => path.startsWith('manifests/'))
    .flatMap(([, content]) => parseAllDocuments(content).map((one) => one.toJS() as KubernetesObject))
  const object = (kind: string, namespace: string, name: string) =>
    objects.find(
      (one) =>
        one.kind === kind && (one.metadata.namespace ?? '') === namespace && one.metadata.name === name,
    )
  return { values, object }
}

const hostsOf = (plan: Plan, service: string) =>
  plan.instances.filter((one) => one.service === service).map(({ host }) => host)
const pipelineOf = ({ object }: ReturnType<typeof rendered>, plan: Plan) => {
  const data = objectAt(object('ConfigMap', `${plan.name}-log-shipper`, 'agent-files'), 'data')
  return parse(String(Object.values(data)[0])) as JsonObject
}

describe('Loki', () => {
  test('is there only where the declaration names it, and moves nothing else', () => {
    for (const target of ['kubernetes', 'hosts']) {
      const without = planOf('minimum', '{}', target)
      expect(without.services).not.toHaveProperty('loki')
      expect(planOf('minimum', '{ loki: false }', target).services).not.toHaveProperty('loki')
      const placed = ({ instances }: Plan) =>
        instances.filter(({ service }) => service !== 'loki').map(({ id, host }) => [id, host])
      expect(placed(planOf('minimum', '{ loki: {} }', target))).toEqual(placed(without))
    }
  })

  test.each([
    ['minimum', 3],
    ['large', 3],
    ['starter', 1],
  ])('has in %s %i servers, each on a host of its own, every line on all of them', (shape, count) => {
    const plan = planOf(shape, '{ loki: {} }')
    expect(new Set(hostsOf(plan, 'loki')).size).toBe(count)
    const { values } = rendered(plan)
    const loki = values('loki')
    expect(loki.deploymentMode).toBe('Monolithic')
    expect(at(loki, 'singleBinary', 'replicas')).toBe(count)
    expect(at(loki, 'loki', 'commonConfig', 'replication_factor')).toBe(count)
    // By this label of the chart's own its members find each other: another value would take them apart.
    const labels = objectAt(loki, 'singleBinary', 'podLabels')
    expect(labels[roleLabel]).toBe('loki.server')
    expect(labels).not.toHaveProperty('app.kubernetes.io/part-of')
  })

  test('keeps its chunks in a bucket that is made for it, with an identity that may touch no other', () => {
    const plan = planOf('minimum', '{ loki: {} }')
    const { values, object } = rendered(plan)
    expect(at(values('loki'), 'loki', 'storage', 'bucketNames', 'chunks')).toBe('loki')
    const script = at(object('ConfigMap', `${plan.name}-seaweedfs`, 'buckets'), 'data', 'buckets.sh')
    expect(script).toContain('"lake" "spark-events" "loki"')
    const secret = object('Secret', `${plan.name}-seaweedfs`, 's3-identities')
    const { identities } = JSON.parse(String(at(secret, 'stringData', 'seaweedfs_s3_config'))) as {
      identities: readonly { name: string; actions: readonly string[] }[]
    }
    expect(identities.find(({ name }) => name === 'loki')?.actions).toEqual([
      'Read:loki',
      'Write:loki',
      'List:loki',
      'Tagging:loki',
    ])
    expect(identities.find(({ name }) => name === 'trino')?.actions).toContain('Read')
  })

  test('is kept as long as the load or its option says', () => {
    const period = (services: string) =>
      at(rendered(planOf('minimum', services)).values('loki'), 'loki', 'limits_config', 'retention_period')
    expect(period('{ loki: {} }')).toBe(`${14 * 24}h`)
    expect(period('{ loki: { retentionDays: 30 } }')).toBe('720h')
  })

  test('is what Grafana shows beside Prometheus', () => {
    const sources = (services: string) =>
      listAt(
        rendered(planOf('minimum', services)).values('grafana'),
        'datasources',
        'datasources.yaml',
        'datasources',
      ).map(({ type, url }) => [type, url])
    const prometheus = ['prometheus', 'http://prometheus-prometheus.logs-prometheus.svc:9090']
    expect(sources('{}')).toEqual([prometheus])
    expect(sources('{ loki: {} }')).toEqual([prometheus, ['loki', 'http://loki.logs-loki.svc:3100']])
  })
})

describe('the log shipper', () => {
  test('is on every node where there is a store of logs, and nowhere otherwise', () => {
    const minimum = planOf('minimum')
    expect(hostsOf(minimum, 'log-shipper').sort()).toEqual(minimum.hosts.map(({ id }) => id).sort())
    expect(planOf('minimum', '{ opensearch: false }').services).not.toHaveProperty('log-shipper')
    expect(planOf('minimum', '{ opensearch: false, loki: {} }').services).toHaveProperty('log-shipper')
    expect(planOf('starter').services).not.toHaveProperty('log-shipper')
    expect(planOf('starter', '{ loki: {} }').services).toHaveProperty('log-shipper')
    expect(planOf('minimum', '{ loki: {} }', 'hosts').services).toHaveProperty('log-shipper')
  })

  test('sends to Loki where the platform has it, else to OpenSearch', () => {
    const outputs = (services: string) => {
      const plan = planOf('minimum', services)
      return listAt(pipelineOf(rendered(plan), plan), 'pipeline', 'outputs').map(({ name, host, port }) => [
        name,
        host,
        port,
      ])
    }
    expect(outputs('{}')).toEqual([['opensearch', 'opensearch-data.logs-opensearch.svc', 9_200]])
    expect(outputs('{ loki: {} }')).toEqual([['loki', 'loki.logs-loki.svc', 3_100]])
  })

  test('reads the logs of its node and may do nothing else there', () => {
    const plan = planOf('minimum')
    const { object } = rendered(plan)
    const spec = at(object('DaemonSet', `${plan.name}-log-shipper`, 'agent'), 'spec', 'template', 'spec')
    const [container] = listAt(spec, 'containers')
    expect(at(spec, 'automountServiceAccountToken')).toBe(false)
    expect(objectAt(container, 'securityContext')).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    })
    const writable = listAt(container, 'volumeMounts').filter(({ readOnly }) => readOnly !== true)
    expect(writable.map(({ mountPath }) => mountPath)).toEqual(['/var/opt/hanok/data/log-shipper-agent'])
    const level = (service: string) =>
      object('Namespace', '', `${plan.name}-${service}`)?.metadata.labels?.[
        'pod-security.kubernetes.io/enforce'
      ]
    expect([level('log-shipper'), level('load-balancer'), level('prometheus'), level('trino')]).toEqual([
      'privileged',
      'privileged',
      'privileged',
      'baseline',
    ])
  })

  test('has its rules in OpenSearch before Dashboards are there, and none beside Loki', () => {
    const names = (services: string) =>
      listAt(
        rendered(planOf('minimum', services)).values('opensearch-dashboards'),
        'extraInitContainers',
      ).map(({ name }) => name)
    expect(names('{}')).toEqual(['log-rules'])
    expect(names('{ loki: {} }')).toEqual([])
  })
})
