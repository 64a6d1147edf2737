// The services that are planned before they run: how many, where, and what they need.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Plan } from '../model/plan.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const planOf = (...lines: readonly string[]): Plan =>
  planPlatform(parseDeclaration(`${lines.join('\n')}\n`, 'platform.yaml', words), catalog)
const hostsOf = (plan: Plan, role: string) =>
  plan.instances
    .filter((i) => `${i.service}/${i.role}` === role)
    .map(({ host }) => host.slice('host/'.length))
const roleOf = (plan: Plan, id: string) => plan.roles.find(({ service, role }) => `${service}/${role}` === id)

describe('minimum', () => {
  const plan = planOf('shape: minimum')

  test('has pairs on the operations hosts, and what votes on the control hosts', () => {
    const operations = ['operations-1', 'operations-2']
    const control = ['control-1', 'control-2', 'control-3']
    const pairs = ['superset/web', 'superset/worker', 'streamlit/app', 'grafana/server', 'redis/server']
    for (const role of [...pairs, 'opensearch/data', 'opensearch/dashboards']) {
      expect(hostsOf(plan, role), role).toEqual(operations)
    }
    for (const role of ['opensearch/manager', 'redis/sentinel'])
      expect(hostsOf(plan, role), role).toEqual(control)
    expect(hostsOf(plan, 'ingress/nginx')).toEqual(['edge-1', 'edge-2'])
    // Two keepers, of which one runs the beat.
    expect(hostsOf(plan, 'superset/beat')).toEqual(operations)
    expect(hostsOf(plan, 'prometheus/server')).toHaveLength(1)
    expect(hostsOf(plan, 'kubernetes/control-plane')).toEqual([])
  })

  test('lets no dashboard die with one of its sources', () => {
    const needs = plan.instances.find(({ id }) => id === 'superset/web/1')?.needs ?? []
    const strengths = Object.fromEntries(
      needs.map(({ endpoint, strength, via }) => [endpoint, [strength, via]]),
    )
    expect(strengths).toEqual({
      'endpoint/postgres/primary': ['hard', 'vip'],
      'endpoint/redis/server': ['hard', 'list'],
      'endpoint/redis/sentinel': ['hard', 'list'],
      'endpoint/trino/https': ['soft', 'vip'],
    })
  })

  test('opens one address to people for everything that they look at, through L7', () => {
    for (const capability of ['dashboards', 'apps', 'observe'] as const) {
      expect(plan.capabilities[capability]).toContain('endpoint/ingress/https')
    }
    expect(plan.capabilities.search).toEqual([
      'endpoint/opensearch/search',
      'endpoint/opensearch/dashboards',
      'endpoint/ingress/https',
    ])
    const https = plan.endpoints.find(({ id }) => id === 'endpoint/ingress/https')
    expect(https).toMatchObject({ network: 'service', virtualIp: '10.77.30.5', port: 443, tls: true })
    const offered = plan.flows.filter(({ from }) => from === 'user').map(({ to }) => to)
    expect(offered).toEqual(['endpoint/ingress/https', 'endpoint/ingress/http', 'endpoint/trino/users'])
    expect(plan.endpoints.find(({ id }) => id === 'endpoint/ingress/http')).toMatchObject({
      port: 80,
      tls: false,
      leadsTo: 'endpoint/ingress/https',
    })
  })

  test('lets monitoring reach what has metrics, without needing any of it (R-6.9)', () => {
    const measured = plan.flows.filter(({ why }) => why.includes('R-6.9'))
    expect(new Set(measured.map(({ from }) => from))).toEqual(new Set(['prometheus/server']))
    expect(measured.map(({ to }) => to.slice('endpoint/'.length))).toEqual([
      'etcd/client',
      'hive-metastore/metrics',
      'ingress/metrics',
      'load-balancer/health',
      'opensearch/metrics',
      'postgres/patroni',
      'prometheus/node-metrics',
      'prometheus/web',
      'seaweedfs/filer-metrics',
      'seaweedfs/master-metrics',
      'seaweedfs/s3-metrics',
      'seaweedfs/volume-metrics',
      'spark/history-metrics',
      'spark/master-web',
      'spark/worker-web',
      'trino/coordinator-https',
      'trino/worker-https',
      'zookeeper/metrics',
    ])
    const server = plan.hosts.find(({ id }) => id === `host/${hostsOf(plan, 'prometheus/server')[0]}`)
    const legs = new Set(server?.networks.map(({ id }) => id))
    expect(measured.filter(({ network }) => !legs.has(network))).toEqual([])
    const needs = plan.instances.find(({ id }) => id === 'prometheus/server/1')?.needs
    expect(needs?.map(({ endpoint }) => endpoint)).toEqual(['endpoint/prometheus/alertmanager'])
  })

  test('says what may be lost by design, and how long a primary is away', () => {
    expect(plan.datasets.find(({ id }) => id === 'dataset/redis')).toMatchObject({
      copies: 2,
      asynchronous: true,
    })
    expect(roleOf(plan, 'redis/server')).toMatchObject({
      rule: { kind: 'asynchronous-primary', consensus: 'redis/sentinel' },
      recovery: { hostLossMs: 33_000 },
    })
    const fast = planOf('shape: minimum', 'profile: fast')
    expect(roleOf(fast, 'redis/server')?.recovery?.hostLossMs).toBe(8_000)
  })
})

test('Kubernetes has its control plane where it is the target, and one API address', () => {
  const plan = planOf('shape: minimum', 'target: kubernetes')
  expect(hostsOf(plan, 'kubernetes/control-plane')).toEqual(['control-1', 'control-2', 'control-3'])
  expect(plan.endpoints.find(({ id }) => id === 'endpoint/kubernetes/api')).toMatchObject({
    network: 'management',
    virtualIp: '10.77.10.5',
  })
})

test('a cluster has the host groups that it names, and the first without names the rest (R-1.C)', () => {
  const clusters = ['clusters:', '  - { id: data, target: kubernetes }']
  const plan = planOf('shape: minimum', ...clusters, '  - { id: look, target: hosts, groups: [operations] }')
  expect(plan.clusters).toEqual([
    { id: 'data', target: 'kubernetes' },
    { id: 'look', target: 'hosts' },
  ])
  const look = plan.hosts.filter(({ cluster }) => cluster === 'look').map(({ group }) => group)
  expect([...new Set(look)]).toEqual(['operations'])
  expect(plan.instances.find(({ id }) => id === 'superset/web/1')?.cluster).toBe('look')
  expect(() =>
    planOf('shape: minimum', ...clusters, '  - { id: look, target: hosts, groups: [looking] }'),
  ).toThrow(/names the host group "looking"/)
})

test('a hardware L4 keeps the virtual IPs in the plan and says who answers for them (R-5.1)', () => {
  const plan = planOf('shape: minimum', 'services:', '  load-balancer: { kind: hardware }')
  expect(plan.instances.filter(({ service }) => service === 'load-balancer')).toEqual([])
  expect(plan.flows.filter(({ protocol }) => protocol === 'vrrp')).toEqual([])
  expect(plan.endpoints.find(({ id }) => id === 'endpoint/postgres/primary')?.virtualIp).toBe('10.77.20.5')
  expect(plan.relaxes.map(({ rule }) => rule)).toContain('R-7.2')
  expect(plan.decisions.find(({ about }) => about === 'load-balancer')?.why).toMatch(/hardware L4/)
})
