// How Spark is planned on Kubernetes: no masters. The operator starts an always-on Spark Connect server, whose executors take what the
// workers have on hosts; jobs are objects of their own.

import { text } from '../../model/text.ts'
import { equalsRecovery, movedRecovery } from '../kubernetes-timing.ts'
import { webhookFlow } from '../kubernetes-webhook.ts'
import type { DirectEndpoint, ExtraFlow, KubernetesRealisation, NeedDefinition, Role } from '../service.ts'
import { storeNeeds } from '../store.ts'
import type { SparkOptions } from './options.ts'
import { historyPanels } from './panels.ts'
import { history, worker } from './roles.ts'

/** Version of Spark on Kubernetes: the very one of the hosts. */
export const kubernetesSparkVersion = '3.5.7'

/** Ports of a driver and of everyone's blocks; Spark's own are random, which no policy can open. */
export const kubernetesPorts = { connect: 15_002, driver: 7_078, blocks: 7_079 } as const

const theApi = (strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'kubernetes',
  endpoint: 'apiserver',
  strength,
  via: 'list',
  why,
  optional: true,
})

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'spark',
  endpoint,
  strength,
  via: 'list',
  why,
})

const tables: NeedDefinition = {
  service: 'hive-metastore',
  endpoint: 'thrift',
  strength: 'soft',
  via: 'vip',
  why: 'names of tables',
}

const topics: NeedDefinition = {
  service: 'kafka',
  endpoint: 'broker',
  strength: 'soft',
  via: 'list',
  why: 'applications read topics',
  optional: true,
}

function helper(id: string, title: ReturnType<typeof text>): Role<SparkOptions> {
  return {
    id,
    title,
    duties: ['coordination', 'compute'],
    count: ({ tier }) => (tier === 'ha' ? 2 : 1),
    networks: ['data', 'management'],
    rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
    recovery: () => equalsRecovery(),
    needs: () => [theApi('hard', 'the objects that it makes pods of')],
    size: () => ({
      production: { memoryMiB: 512, cpus: 0.25, diskGiB: 1, settings: {} },
      rehearsal: { memoryMiB: 128, cpus: 0.25, diskGiB: 1, settings: {} },
    }),
  }
}

const connect: Role<SparkOptions> = {
  id: 'connect',
  title: text('Connect server', 'Connect 서버'),
  duties: ['coordination', 'compute'],
  count: () => 1,
  networks: ['data'],
  rule: () => ({ kind: 'single' }),
  recovery: ({ profile }) => movedRecovery(profile, 60_000),
  needs: (shape) => [
    theApi('startup', 'it asks for its executors'),
    own('blocks', 'soft', 'executors and driver exchange blocks'),
    tables,
    ...storeNeeds(shape, 'soft', 'contents of tables and the event log (R-6.7)'),
    topics,
  ],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 1, diskGiB: 20, settings: { heapMiB: 3_072 } },
    rehearsal: { memoryMiB: 768, cpus: 0.5, diskGiB: 1, settings: { heapMiB: 512 } },
  }),
}

const executor: Role<SparkOptions> = {
  ...worker,
  title: text('executor', '익스큐터'),
  needs: (shape) => [
    own('driver', 'soft', 'executors report to the driver of their application'),
    own('blocks', 'soft', 'executors exchange blocks'),
    tables,
    ...storeNeeds(shape, 'soft', 'contents of tables (R-6.7)'),
    topics,
  ],
  moves: false,
}

function port(name: string, role: string, number: number, protocol = 'spark'): DirectEndpoint {
  return { kind: 'direct', name, role, networks: ['data'], port: number, protocol, auth: 'none' }
}

const driverBlocks: ExtraFlow = {
  from: 'spark/connect',
  to: 'driver-blocks',
  protocol: 'tcp',
  network: 'data',
  why: 'a driver reads blocks of its own, too',
}

/** Spark by its operator. */
export const sparkOnKubernetes: KubernetesRealisation<SparkOptions> = {
  realisation: 'operator',
  version: kubernetesSparkVersion,
  // There are no masters and workers: of what is left only the History Server tells metrics.
  rules: () => ({ alerts: [], panels: historyPanels }),
  roles: [
    helper('operator', text('operator', '오퍼레이터')),
    helper('webhook', text('webhook', '웹훅')),
    connect,
    executor,
    history,
  ],
  endpoints: () => [
    port('connect', 'connect', kubernetesPorts.connect, 'grpc'),
    port('driver', 'connect', kubernetesPorts.driver),
    port('driver-blocks', 'connect', kubernetesPorts.blocks),
    port('blocks', 'worker', kubernetesPorts.blocks),
    {
      kind: 'direct',
      name: 'webhook',
      role: 'webhook',
      networks: ['management'],
      port: 9_443,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
    },
    port('history', 'history', 18_080, 'http'),
    { ...port('history-metrics', 'history', 9_407, 'http'), metrics: { path: '/metrics' } },
  ],
  flows: () => [
    driverBlocks,
    webhookFlow('webhook', 'it asks about every pod of Spark, executors too'),
    { ...driverBlocks, from: 'spark/worker', why: 'executors read blocks of the driver' },
  ],
  capabilities: { compute: ['connect', 'blocks'] },
  decisions: [
    {
      about: 'spark/connect',
      why: 'An always-on Connect server to which jobs are sent (R-2.4); when its node is lost the operator starts it anew, and what ran must be sent again. No external shuffle service exists there: executors whose shuffle files are still wanted stay, and one that must go hands them on.',
      source:
        'R-2.4; Spark 3.5, "Running Spark on Kubernetes": dynamic allocation with shuffle tracking, decommissioning; docs/adr/0013',
    },
  ],
}
