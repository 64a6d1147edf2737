// What operators make of rendered objects and do not say: tried with the operators themselves, held here.

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { at, listAt } from '../../model/json-at.ts'
import { type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { renderedShape } from '../testing/rendered-shape.ts'

const medium = renderedShape('medium-32')

function find<T>(kind: string, name: string, { objects } = medium): KubernetesObject & { readonly spec: T } {
  const found = objects.find((one) => one.kind === kind && one.metadata.name === name)
  if (found === undefined) throw new Error(`no ${kind} ${name}`)
  return found as KubernetesObject & { readonly spec: T }
}

interface Template {
  readonly spec: {
    readonly terminationGracePeriodSeconds: number
    readonly containers: readonly (JsonObject & { readonly resources: { readonly limits: JsonObject } })[]
  }
}

interface Connect {
  readonly sparkConf: Readonly<Record<string, string>>
  readonly server: { readonly template: Template }
  readonly executor: { readonly template: Template }
}

test('nothing is written that was not there', () => {
  for (const { path, content } of medium.files) expect(content, path).not.toMatch(/\bundefined\b/)
})

describe('Prometheus by its operator', () => {
  test('hears of the namespaces of its own platform alone, and of each that has a monitor', () => {
    const file = medium.files.find(({ path }) => path.endsWith('values/kube-prometheus-stack.yaml'))
    const watched = at(
      parse(file?.content ?? '') as JsonObject,
      'prometheusOperator',
      'namespaces',
      'additional',
    )
    const namespaces = medium.objects
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ metadata }) => metadata.name)
    const measured = medium.objects
      .filter(({ kind }) => kind === 'PodMonitor')
      .map(({ metadata }) => metadata.namespace)
    expect(measured.length).toBeGreaterThan(5)
    expect(watched).toEqual(expect.arrayContaining(measured))
    expect(namespaces).toEqual(expect.arrayContaining(watched as string[]))
  })

  test('is given the rules of every service, and monitors whose series have the labels that these ask for', () => {
    const monitors = medium.objects.filter(({ kind }) => kind === 'PodMonitor')
    const given = new Set(
      monitors
        .flatMap(({ spec }) => listAt(spec as JsonObject, 'podMetricsEndpoints'))
        .flatMap((endpoint) => listAt(endpoint, 'relabelings'))
        .map((one) => `${at(one, 'targetLabel')}="${at(one, 'replacement')}"`),
    )
    const rules = medium.objects.filter(({ kind }) => kind === 'PrometheusRule')
    expect(rules.map(({ metadata }) => metadata.name)).toEqual([
      'load-balancer',
      'prometheus',
      'seaweedfs',
      'trino',
    ])
    const asked = [...JSON.stringify(rules).matchAll(/\b(job|service|role)=\\"([\w/-]+)\\"/g)]
      .map(([, label, value]) => `${label}="${value}"`)
      .filter((one) => !/prometheus|alertmanager/.test(one))
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((one) => !given.has(one))).toEqual([])
  })

  test('has a reloader beside it that is bounded, in the room that the plan gives the pod', () => {
    const file = medium.files.find(({ path }) => path.endsWith('values/kube-prometheus-stack.yaml'))
    const chart = parse(file?.content ?? '') as JsonObject
    const specs = {
      server: at(chart, 'prometheus', 'prometheusSpec') as JsonObject,
      alertmanager: at(chart, 'alertmanager', 'alertmanagerSpec') as JsonObject,
    }
    for (const [role, spec] of Object.entries(specs)) {
      const planned = medium.plan.instances.find((one) => one.service === 'prometheus' && one.role === role)
      const [reloader] = listAt(spec, 'containers')
      for (const kind of ['requests', 'limits']) {
        const asked = [spec, reloader ?? {}].map((one) =>
          Number.parseInt(String(at(one, 'resources', kind, 'memory')), 10),
        )
        expect(
          asked.reduce((sum, one) => sum + one, 0),
          `${role} ${kind}`,
        ).toBe(planned?.size.production.memoryMiB)
      }
    }
  })

  test('is given a password beside every user name: without one the operator leaves the whole monitor out', () => {
    const users = medium.objects
      .filter(({ kind }) => kind === 'PodMonitor')
      .flatMap(({ spec }) => listAt(spec as JsonObject, 'podMetricsEndpoints'))
      .filter((endpoint) => endpoint.basicAuth !== undefined)
    expect(users.length).toBeGreaterThan(0)
    for (const endpoint of users) {
      const name = at(endpoint, 'basicAuth', 'password', 'name')
      const key = String(at(endpoint, 'basicAuth', 'password', 'key'))
      const secret = medium.objects.find((one) => one.kind === 'Secret' && one.metadata.name === name)
      expect(secret).toHaveProperty(['stringData', key])
    }
  })
})

describe('Grafana by its chart', () => {
  test('finds a dashboard for each service that is measured, far below what one object may hold', () => {
    const { data } = medium.objects.find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'dashboards',
    ) as unknown as { data: Readonly<Record<string, string>> }
    const measured = new Set(
      medium.plan.endpoints.filter(({ metrics }) => metrics !== undefined).map(({ service }) => service),
    )
    expect(Object.keys(data).sort()).toEqual(
      ['platform', ...measured].map((name) => `hanok-${name}.json`).sort(),
    )
    expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(256 * 1024)
    for (const [name, content] of Object.entries(data))
      expect(JSON.parse(content).uid).toBe(name.slice(0, -5))
  })
})

describe('Postgres by its operator', () => {
  test('has a budget over its servers alone: jobs inherit their labels, and a budget with one of those counts nothing', () => {
    const budget = medium.objects.find(
      ({ kind, metadata }) =>
        kind === 'PodDisruptionBudget' &&
        metadata.name === 'server' &&
        metadata.namespace === `${medium.plan.name}-postgres`,
    )
    expect(budget?.spec).toMatchObject({
      maxUnavailable: 1,
      selector: { matchLabels: { 'cnpg.io/cluster': 'postgres', 'cnpg.io/podRole': 'instance' } },
    })
  })
})

describe('Spark by its operator', () => {
  const { metadata, spec } = find<Connect>('SparkConnect', 'spark-connect')

  test('bounds and probes the server in its template: the operator does neither', () => {
    const [container] = spec.server.template.spec.containers
    expect(container?.resources.limits).toEqual({ memory: '4096Mi' })
    expect(container).toHaveProperty('readinessProbe.tcpSocket.port', 15_002)
    expect(container).toHaveProperty('livenessProbe')
  })

  test('lets the server leave a lost node: a name that is kept for a farewell is not given again', () => {
    expect(spec.server.template.spec.terminationGracePeriodSeconds).toBe(0)
    expect(spec.executor.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(0)
  })

  test('puts no role on objects whose labels the operator puts on drivers and executors', () => {
    expect(metadata.labels).not.toHaveProperty([roleLabel])
    const { metadata: nightly } = find('ScheduledSparkApplication', 'lake-upkeep')
    expect(nightly.labels).not.toHaveProperty([roleLabel])
  })

  test('brings the nightly program in the template: volumes beside it are put in by the webhook', () => {
    const { spec: nightly } = find('ScheduledSparkApplication', 'lake-upkeep')
    expect(nightly).toHaveProperty('template.driver.template.spec.volumes.0.configMap.name', 'upkeep')
    expect(nightly).toHaveProperty(
      'template.driver.template.spec.containers.0.volumeMounts.0.mountPath',
      '/opt/upkeep',
    )
    expect(nightly).not.toHaveProperty('template.volumes')
  })

  test('has the jars of tables and of S3 on the class path of drivers and executors', () => {
    expect(spec.sparkConf['spark.driver.extraClassPath']).toMatch(
      /^\/opt\/hanok\/spark-lakehouse-[\d.]+\/\*:\/opt\/hanok\/spark-connect-[\d.]+\/\*$/,
    )
    expect(spec.sparkConf['spark.executor.extraClassPath']).toMatch(
      /^\/opt\/hanok\/spark-lakehouse-[\d.]+\/\*$/,
    )
  })

  test('gives settings that a shell takes as they are: the operator joins them into one line for bash', () => {
    for (const [name, value] of Object.entries(spec.sparkConf)) {
      expect(`${name}=${value}`).toMatch(/^[\w.=:/*,@+-]+$/)
    }
  })
})
