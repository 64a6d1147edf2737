// YARN: runs Spark's applications on a Hadoop cluster (R-1.B, R-2.4). Part of the catalog; planned, and only where the target is YARN.

import type { Recovery } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineService, type NeedDefinition, type Role, type ShapeContext } from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { storeNeeds } from '../store.ts'
import { type YarnOptions, yarnOptions } from './options.ts'
import { nodemanagerSizing } from './sizing.ts'

type Shape = ShapeContext<YarnOptions>

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'yarn',
  endpoint,
  strength,
  via: 'list',
  why,
})

const nodes = (shape: Shape): number => (shape.target === 'yarn' ? shape.hostsOf('compute') : 0)

/** Reading the state of all applications back from ZooKeeper. */
const restoreMs = 5_000

function recovery({ profile, options }: Shape): Recovery {
  const sessionMs = options.sessionTimeoutMs ?? (profile === 'fast' ? 5_000 : 10_000)
  return {
    hostLossMs: sessionMs + restoreMs,
    source: `yarn.resourcemanager.zk-timeout-ms ${sessionMs} + ${restoreMs} ms to read the state back`,
  }
}

const resourcemanager: Role<YarnOptions> = {
  id: 'resourcemanager',
  title: text('resource manager', '리소스 매니저'),
  duties: ['coordination', 'compute'],
  count: ({ target, tier }) => (target !== 'yarn' ? 0 : tier === 'ha' ? 2 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'standby' } : { kind: 'single' }),
  recovery,
  needs: ({ tier }) => [
    own('nodemanager', 'soft', 'they start the containers'),
    ...(tier === 'ha'
      ? [
          {
            service: 'zookeeper',
            endpoint: 'client',
            strength: 'hard' as const,
            via: 'list' as const,
            why: 'the resource managers elect the active one and keep their state there',
            optional: true,
          },
        ]
      : []),
  ],
  size: () => ({
    production: { memoryMiB: 4_096, cpus: 1, diskGiB: 20, settings: { heapMiB: 3_072 } },
    rehearsal: { memoryMiB: 384, cpus: 1, diskGiB: 1, settings: { heapMiB: 160 } },
  }),
}

const nodemanager: Role<YarnOptions> = {
  id: 'nodemanager',
  title: text('node manager with Spark’s shuffle service', '노드 매니저와 Spark 셔플 서비스'),
  duties: ['compute'],
  count: nodes,
  networks: ['data'],
  rule: (shape) => ({ kind: 'capacity', minimum: nodes(shape) }),
  needs: (shape) => [
    own('tracker', 'hard', 'it registers with the active resource manager'),
    own('scheduler', 'soft', 'applications ask for containers'),
    own('container', 'soft', 'executors and drivers of one application talk to each other'),
    own('shuffle', 'soft', 'executors read shuffle files of executors that are gone'),
    {
      service: 'hive-metastore',
      endpoint: 'thrift',
      strength: 'soft',
      via: 'vip',
      why: 'names of tables',
    },
    ...storeNeeds(shape, 'soft', 'contents of tables and the logs of applications (R-1.2)'),
    {
      service: 'kafka',
      endpoint: 'broker',
      strength: 'soft',
      via: 'list',
      why: 'applications read topics',
      optional: true,
    },
  ],
  fills: ['memoryMiB', 'cpus'],
  size: (shape, roomOf = noRoom) => {
    const numbers = nodemanagerSizing(shape, roomOf)
    return {
      production: {
        memoryMiB: amountOf(numbers, 'memoryMiB'),
        cpus: amountOf(numbers, 'containerCpus') + 1,
        diskGiB: 400,
        settings: {
          heapMiB: 1_024,
          containerMemoryMiB: amountOf(numbers, 'containerMemoryMiB'),
          containerCpus: amountOf(numbers, 'containerCpus'),
        },
      },
      rehearsal: {
        memoryMiB: 1_280,
        cpus: 1,
        diskGiB: 2,
        settings: { heapMiB: 128, containerMemoryMiB: 1_024, containerCpus: 1 },
      },
    }
  },
}

/** YARN as Hanok plans it: see README.md beside this file. */
export const service = defineService<YarnOptions>({
  id: 'yarn',
  title: text('YARN, which runs Spark', 'Spark를 돌리는 YARN'),
  version: '3.4',
  options: yarnOptions,
  account: { name: 'yarn', uid: 61_020 },
  roles: [resourcemanager, nodemanager],
  endpoints: () =>
    (
      [
        { name: 'resourcemanager', role: 'resourcemanager', port: 8_032 },
        { name: 'tracker', role: 'resourcemanager', port: 8_031 },
        { name: 'scheduler', role: 'resourcemanager', port: 8_030 },
        { name: 'nodemanager', role: 'nodemanager', port: 8_041 },
        { name: 'shuffle', role: 'nodemanager', port: 7_337 },
        { name: 'container', role: 'nodemanager', port: 7_200, portEnd: 7_331 },
      ] as const
    ).map((endpoint) => ({
      kind: 'direct',
      networks: ['data'],
      protocol: 'yarn',
      auth: 'none',
      ...endpoint,
    })),
  datasets: () => [],
  capabilities: { compute: ['resourcemanager', 'nodemanager'] },
  sizing: nodemanagerSizing,
  flows: () => [],
  probe: (_endpoint, address, port) => ({ kind: 'tcp', address, port }),
  decisions: [
    {
      about: 'yarn/resourcemanager',
      why: 'An active and a standby, elected through ZooKeeper, where the state of all applications is kept: they live on while it moves.',
      source: 'R-1.B; Hadoop, "ResourceManager High Availability" and "ResourceManager Restart"',
    },
    {
      about: 'yarn/nodemanager',
      why: 'Spark’s shuffle service runs in every node manager: shuffle files outlive the executor that wrote them.',
      source: 'R-2.4; Spark, "Running Spark on YARN": external shuffle service',
    },
  ],
})
