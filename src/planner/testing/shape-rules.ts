// The requirements that can be decided from a plan, by number: whether each holds, or does not apply. For tests.

import type { HardwareBounds, PlanView } from './plan-view.ts'

/** `undefined`: the rule says nothing about this plan. */
type Holds = (view: PlanView) => boolean | undefined

const hardware = {
  control: { cpus: [8, 8], memoryGiB: [32, 32], diskGiB: [500, 500] },
  compute: { cpus: [32, 64], memoryGiB: [128, 256], diskGiB: [2_000, 4_096] },
  storage: { cpus: [16, 32], memoryGiB: [64, 128], diskGiB: [20_000, 82_000] },
  operations: { cpus: [8, 16], memoryGiB: [32, 64], diskGiB: [1_000, 2_048] },
  edge: { cpus: [8, 8], memoryGiB: [16, 32], diskGiB: [200, 500] },
} as const satisfies Record<string, HardwareBounds>

const edgeRoles = ['load-balancer', 'ingress'] as const
const hasKafka = (view: PlanView) => view.plan.services.kafka !== undefined
const isProfile = (view: PlanView, profile: 'minimum' | 'medium') =>
  new RegExp(`^${profile}-\\d+$`).test(view.plan.shape)
const between = (value: number, least: number, most: number) => value >= least && value <= most
const pooled = (view: PlanView) => view.hostsFor('query', 'compute').length
/** Hosts for edges and nothing else, whether or not something else has come to stand there. */
const dedicatedEdges = (view: PlanView) => {
  const edges = view.hostsFor('edge')
  return (
    edges.length >= 2 &&
    view.only(edges, ...edgeRoles) &&
    !view.hostsFor('control').some((host) => edges.includes(host))
  )
}
/** fix other counts for their own profile. */
const ofOwnProfile = (view: PlanView) => isProfile(view, 'minimum') && between(pooled(view), 4, 6)
/** reads as one group of six. */
const sixTogether = (view: PlanView) => pooled(view) === 6

/** What of Kafka may stand on a host of one of its roles: its operators beside Connect, nothing beside brokers and controllers. */
const kafkaBeside = (role: string) =>
  role === 'connect' ? ['kafka/connect', 'kafka/operator', 'kafka/entity-operator'] : [`kafka/${role}`]

/** how every service is highly available. */
const services: Readonly<Record<string, Holds>> = {
  'R-2.1': (view) =>
    view.count('seaweedfs/master') >= 3 &&
    view.rule('seaweedfs/master') === 'majority' &&
    view.racks(view.hostsOf('seaweedfs/master')) >= 3 &&
    view.count('seaweedfs/filer') >= 2 &&
    view.needs('seaweedfs/filer', 'postgres/primary') &&
    view.racks(view.hostsOf('seaweedfs/volume')) >= 2 &&
    view.count('seaweedfs/s3') >= 2,
  'R-2.2': (view) =>
    view.count('hive-metastore/server') >= 2 &&
    view.needs('hive-metastore/server', 'postgres/primary') &&
    view.rule('postgres/server') === 'elected-primary' &&
    view.racks(view.hostsOf('postgres/server')) >= 3,
  'R-2.3': (view) =>
    view.count('trino/coordinator') === 2 &&
    view.rule('trino/coordinator') === 'standby' &&
    view.count('trino/worker') >= 2,
  'R-2.4': (view) =>
    // On Kubernetes an operator stands where the masters do, and keeps an always-on server.
    (view.count('spark/master') === 2 ||
      (view.count('spark/operator') === 2 && view.count('spark/connect') === 1)) &&
    view.count('spark/worker') >= 2 &&
    view.count('spark/history') === 1 &&
    view.apart('spark/history', 'spark/worker'),
  'R-2.5': (view) =>
    view.count('superset/web') >= 2 &&
    view.needs('superset/web', 'redis/server') &&
    view.needs('superset/web', 'postgres/primary') &&
    view.flows(view.ingress, 'superset/web'),
  'R-2.6': (view) =>
    view.count('grafana/server') >= 2 &&
    view.needs('grafana/server', 'postgres/primary') &&
    view.count('prometheus/server') === (view.names.length >= 64 ? 2 : 1),
  'R-2.7': (view) =>
    view.count('opensearch/manager') >= 3 &&
    view.racks(view.hostsOf('opensearch/manager')) >= 3 &&
    view.racks(view.hostsOf('opensearch/data')) >= 2 &&
    view.count('opensearch/dashboards') >= 2,
  'R-2.8': (view) =>
    hasKafka(view)
      ? view.count('kafka/broker') >= 3 &&
        ['broker', 'controller', 'connect'].every((role) =>
          view.only(view.hostsOf(`kafka/${role}`), ...kafkaBeside(role)),
        )
      : undefined,
  'R-2.9': (view) => view.count('streamlit/app') >= 2 && view.flows(view.ingress, 'streamlit/app'),
  // Logs are optional, and no service of the catalog ships them yet.
  'R-2.10': () => undefined,
  'R-2.11': (view) =>
    view.count('seaweedfs/master') === 3 &&
    view.count('seaweedfs/filer') >= 2 &&
    view.count('seaweedfs/volume') >= 2 &&
    view.count('trino/coordinator') >= 1 &&
    ['superset/web', 'grafana/server', 'opensearch/dashboards'].every((role) => view.count(role) >= 2) &&
    view.count(view.ingress) >= 2,
}

/** what is asked before production. are asked of a platform that runs. */
const checklist: Readonly<Record<string, Holds>> = {
  'R-3.1': (view) =>
    view.count('postgres/server') >= 2 &&
    view.rule('postgres/server') === 'elected-primary' &&
    view.copies('postgres') >= 2,
  'R-3.2': (view) =>
    view.copies('seaweedfs-volumes') >= 2 &&
    view.racks(view.hostsOf('seaweedfs/volume')) >= 2 &&
    view.count('seaweedfs/s3') >= 2,
  'R-3.3': (view) => view.count('trino/worker') >= 2 && view.count('spark/worker') >= 2,
}

/** Key flows: each where the plan has both ends. */
const flows: Readonly<Record<string, Holds>> = {
  'R-6.5': (view) =>
    view.count(view.ingress) === 0
      ? undefined
      : view.flows('user', 'ingress/https') &&
        (
          [
            ['superset/web', 'superset/web'],
            ['grafana/server', 'grafana/web'],
            ['opensearch/dashboards', 'opensearch/dashboards'],
            ['streamlit/app', 'streamlit/app'],
          ] as const
        ).every(([role, endpoint]) => view.count(role) === 0 || view.flows(view.ingress, endpoint)),
  'R-6.6': (view) => view.flows('trino/coordinator', 'trino/worker'),
  'R-6.7': (view) => view.flows('spark', 'seaweedfs/s3') || view.flows('spark', 'seaweedfs/gateway'),
  'R-6.8': (view) =>
    view.flows('hive-metastore', 'postgres/primary') || view.flows('hive-metastore', 'postgres/server'),
}

/** servers. A group that shares hosts has those of the more demanding one. */
const servers: Readonly<Record<string, Holds>> = {
  'R-4.1': (view) =>
    view.hostsFor('control').length === 3 && view.built(view.hostsFor('control'), hardware.control),
  'R-4.2': (view) => pooled(view) >= 6 && view.built(view.hostsFor('query', 'compute'), hardware.compute),
  'R-4.3': (view) =>
    view.hostsFor('storage').length >= 4 &&
    view.built(view.hostsFor('storage'), hardware.storage) &&
    view.only(view.hostsFor('storage'), 'seaweedfs'),
  'R-4.4': (view) =>
    view.hostsFor('observability').length >= 2 &&
    view.built(view.hostsFor('observability'), hardware.operations),
  'R-4.5': (view) => dedicatedEdges(view) && view.built(view.hostsFor('edge'), hardware.edge),
  'R-4.6': (view) =>
    view.names.length >= 17 &&
    view.hostsFor('control').length >= 3 &&
    pooled(view) >= 6 &&
    view.hostsFor('storage').length >= 4 &&
    view.hostsFor('observability').length >= 2 &&
    view.hostsFor('edge').length >= 2,
}

/** balancers and networks. */
const networks: Readonly<Record<string, Holds>> = {
  'R-5.1': (view) =>
    view.count('load-balancer/haproxy') >= 1 && view.apart('load-balancer/haproxy', 'seaweedfs/volume'),
  'R-5.2': (view) =>
    view.count(view.ingress) >= 1 &&
    view.plan.endpoints.some(({ id, tls }) => id === 'endpoint/ingress/https' && tls),
  'R-5.3': (view) => dedicatedEdges(view) && view.network('data').vlan !== view.network('service').vlan,
  'R-6.1': (view) =>
    view.network('management').vlan === 10 &&
    between(view.network('management').gbps, 1, 10) &&
    view.hostsAt('management').length === view.names.length,
  'R-6.2': (view) =>
    view.network('data').vlan === 20 &&
    view.network('data').gbps >= 10 &&
    ['trino', 'spark', 'seaweedfs/s3'].every((what) =>
      view.hostsOf(what).every((host) => view.hostsAt('data').includes(host)),
    ),
  'R-6.3': (view) => {
    const shown = ['superset', 'grafana', 'opensearch/dashboards', 'streamlit', ...edgeRoles]
    const allowed = new Set(shown.flatMap((what) => view.hostsOf(what)))
    return (
      view.network('service').vlan === 30 &&
      between(view.network('service').gbps, 1, 10) &&
      view.hostsAt('service').every((host) => allowed.has(host))
    )
  },
  'R-6.4': (view) =>
    view.network('storage').vlan === 40 &&
    view.network('storage').gbps >= 10 &&
    view.hostsAt('storage').every((host) => view.hostsOf('seaweedfs').includes(host)),
}

/** node groups. Counts above the table's are linear growth. */
const groups: Readonly<Record<string, Holds>> = {
  'R-7.1': (view) => view.hostsFor('control').length === 3,
  'R-7.2': (view) =>
    ['load-balancer/haproxy', 'load-balancer/keepalived', view.ingress].every(
      (role) => view.count(role) === 2,
    ),
  'R-7.3': (view) =>
    view.hostsFor('observability').length >= 2 &&
    view.only(view.hostsFor('observability'), 'prometheus', 'grafana', 'spark/history') &&
    view.hostsFor('observability').length >= view.count('grafana/server'),
  'R-7.4': (view) => view.hostsFor('storage').length >= 4 && view.count('seaweedfs/master') >= 3,
  'R-7.5': (view) => {
    const own = view.hostsOf('postgres/server').filter((host) => host.startsWith('metadata-'))
    return own.length >= 2 && view.only(own, 'postgres', 'etcd', 'zookeeper', 'hive-metastore')
  },
  'R-7.6': (view) => view.count('trino/worker') >= 3 || ofOwnProfile(view),
  'R-7.7': (view) => view.count('spark/worker') >= 6 || ofOwnProfile(view) || sixTogether(view),
  'R-7.8': (view) =>
    view.hostsFor('visualization').length >= 3 &&
    view.only(view.hostsFor('visualization'), 'superset', 'opensearch/dashboards', 'streamlit', 'redis'),
  'R-7.9': (view) => view.hostsOf('opensearch').length >= 3 && view.count('opensearch/manager') >= 3,
  'R-7.10': (view) =>
    isProfile(view, 'minimum')
      ? between(view.names.length, 12, 16) &&
        view.hostsFor('control').length === 3 &&
        view.hostsFor('edge').length === 2 &&
        view.hostsFor('storage').length === 4 &&
        between(pooled(view), 4, 6) &&
        between(view.hostsFor('observability').length, 1, 2)
      : undefined,
  'R-7.11': (view) =>
    isProfile(view, 'medium')
      ? between(view.names.length, 24, 32) &&
        view.hostsFor('control').length === 3 &&
        view.hostsFor('edge').length === 2 &&
        between(view.hostsFor('storage').length, 6, 8) &&
        between(view.hostsFor('query').length, 6, 8) &&
        between(view.hostsFor('compute').length, 8, 12) &&
        view.hostsFor('observability').length === 2 &&
        between(view.hostsFor('search').length, 3, 5)
      : undefined,
}

/** what may share a host. What R-9 limits holds where the memory of both fits. */
const sharing: Readonly<Record<string, Holds>> = {
  'R-8.2': dedicatedEdges,
  'R-8.3': (view) => view.apart('spark/worker', 'trino/worker'),
  'R-8.4': (view) =>
    view.count('opensearch/data') === 0
      ? undefined
      : view.only(view.hostsOf('opensearch/data'), 'opensearch'),
  // Superset and Streamlit may share; so may OpenSearch and monitoring, and L4/L7 and the control plane.
  'R-9.3': (view) => memoryWhereShared(view, 'superset', 'streamlit'),
  'R-9.4': (view) => memoryWhereShared(view, 'trino/worker', 'spark/worker'),
  'R-9.5': (view) => memoryWhereShared(view, 'opensearch', 'prometheus'),
  'R-9.6': (view) => memoryWhereShared(view, 'seaweedfs/volume', 'hive-metastore'),
  'R-9.7': (view) => memoryWhereShared(view, 'load-balancer', 'kubernetes'),
  'R-9.8': (view) => (hasKafka(view) ? view.only(view.hostsOf('kafka'), 'kafka') : undefined),
  'R-9.9': (view) => view.names.length >= 12,
}

function memoryWhereShared(view: PlanView, first: string, second: string): boolean | undefined {
  const shared = view.hostsOf(first).filter((host) => view.hostsOf(second).includes(host))
  return shared.length === 0 ? undefined : view.memoryFits(shared)
}

/** Every rule that a plan can be asked about. are compared host by host. */
export const shapeRules: Readonly<Record<string, Holds>> = {
  ...services,
  ...checklist,
  ...servers,
  ...networks,
  ...flows,
  ...groups,
  ...sharing,
}
