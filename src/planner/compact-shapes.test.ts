// host by host: the exact roles of each, on hosts and on Kubernetes.

import { describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'
import { PlanView } from './testing/plan-view.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

const balancers = ['ingress/exporter', 'ingress/nginx', 'load-balancer/haproxy', 'load-balancer/keepalived']
const spark = ['spark/master', 'spark/worker']
const trino = ['trino/coordinator', 'trino/worker']
const superset = ['superset/beat', 'superset/web', 'superset/worker']
const seaweedfs = ['seaweedfs/filer', 'seaweedfs/master', 'seaweedfs/s3', 'seaweedfs/volume']
const opensearch = ['opensearch/dashboards', 'opensearch/data', 'opensearch/exporter', 'opensearch/manager']
/** Grafana and Prometheus, and with them what the guideline does not place: alerts, and the history of Spark's jobs. */
const monitoring = ['grafana/server', 'prometheus/alertmanager', 'prometheus/server', 'spark/history']
/** The Metastore, and what R-9 does not name of it: a single Postgres, and the store that its Patroni asks. */
const metadata = ['etcd/member', 'hive-metastore/server', 'postgres/server']

/** The hosts in the guideline's order, without the control plane, which is there on Kubernetes only. */
const expected: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'compact-6': [
    balancers,
    [],
    [],
    [...spark, ...trino, ...superset, 'streamlit/app', 'redis/server'],
    [...seaweedfs, ...metadata],
    [...opensearch, ...monitoring],
  ],
  'compact-8': [
    balancers,
    balancers,
    [],
    [...spark, ...trino],
    ['spark/worker', 'trino/worker'],
    [...seaweedfs, ...metadata],
    opensearch,
    [...superset, 'streamlit/app', 'redis/server', ...monitoring],
  ],
}

/** There Traefik serves at the edge, and operators stand beside what they operate, one of them in the place of etcd. */
function onKubernetes(roles: readonly string[]): readonly string[] {
  return roles.flatMap((role) => {
    if (role === 'ingress/nginx') return ['ingress/traefik']
    if (role === 'ingress/exporter') return []
    if (role === 'etcd/member') return ['postgres/operator']
    if (role === 'opensearch/exporter') return []
    if (role === 'spark/master') return ['spark/connect', 'spark/operator', 'spark/webhook']
    if (role === 'prometheus/server') return [role, 'prometheus/operator', 'prometheus/state-metrics']
    return [role]
  })
}

describe.each(Object.entries(expected))('%s', (shape, hosts) => {
  test.each(['hosts', 'kubernetes'])('has on each host what the guideline places there (%s)', (target) => {
    const plan = planPlatform(
      parseDeclaration(`shape: ${shape}\ntarget: ${target}\n`, 'platform.yaml', words),
      catalog,
    )
    const view = new PlanView(plan)
    const there = target === 'kubernetes' ? onKubernetes : (roles: readonly string[]) => roles
    const controlPlane = target === 'kubernetes' ? ['kubernetes/control-plane'] : []
    expect(view.names.map((host) => view.rolesOn(host))).toEqual(
      hosts.map((roles, index) => [...there(roles), ...(index < 3 ? controlPlane : [])].sort()),
    )
    expect(view.rule('kubernetes/control-plane')).toBe(target === 'kubernetes' ? 'majority' : undefined)
    expect(view.rule('postgres/server')).toBe('single')
    expect(plan.services).not.toHaveProperty('zookeeper')
  })

  test('fits into its hosts, which R-9.4 and R-9.6 make the condition of sharing them', () => {
    const view = new PlanView(planPlatform(parseDeclaration(`shape: ${shape}\n`, 'f', words), catalog))
    expect(view.names.filter((host) => !view.memoryFits([host]))).toEqual([])
  })
})

test('the edges of compact-8 are a pair, that of compact-6 is alone', () => {
  const ruleOf = (shape: string) =>
    new PlanView(planPlatform(parseDeclaration(`shape: ${shape}\n`, 'f', words), catalog)).rule(
      'load-balancer/keepalived',
    )
  expect([ruleOf('compact-6'), ruleOf('compact-8')]).toEqual(['single', 'standby'])
})
