// HDFS: where the tables lie on an existing Hadoop (R-1.B). Part of the catalog; planned, and only where the target is YARN.

import type { Recovery } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineService, type NeedDefinition, type Role, type ShapeContext } from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { silentPeer } from '../takeover.ts'
import { type HdfsOptions, hdfsOptions } from './options.ts'
import { copiesOf, hdfsSizing, namenodeHeapMiB } from './sizing.ts'

type Shape = ShapeContext<HdfsOptions>

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'hdfs',
  endpoint,
  strength,
  via: 'list',
  why,
})

/** None elsewhere than on YARN. */
const onYarn = (shape: Shape, count: number): number => (shape.target === 'yarn' ? count : 0)

/** Fencing the old active namenode and reading the last edits. */
const transitionMs = 5_000

function namenodeRecovery({ profile, options }: Shape): Recovery {
  const sessionMs = options.sessionTimeoutMs ?? (profile === 'fast' ? 5_000 : 10_000)
  return {
    hostLossMs: sessionMs + transitionMs,
    // Its failover controller sees the process gone within a second and gives the lock up.
    instanceLossMs: 1_000 + transitionMs,
    source: `ha.zookeeper.session-timeout.ms ${sessionMs} + ${transitionMs} ms to fence and to read the last edits`,
  }
}

function datanodeRecovery(shape: Shape): Recovery {
  const { closedMs, againMs, source } = silentPeer(shape)
  return { hostLossMs: closedMs + againMs, source: `${source} + ${againMs} ms to another copy` }
}

const namenode: Role<HdfsOptions> = {
  id: 'namenode',
  title: text('namenode with its failover controller', '네임노드와 장애 조치 컨트롤러'),
  duties: ['coordination', 'metadata', 'control'],
  count: (shape) => onYarn(shape, shape.tier === 'ha' ? 2 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'standby' } : { kind: 'single' }),
  recovery: namenodeRecovery,
  needs: ({ tier }) =>
    tier === 'ha'
      ? [
          own('journal', 'hard', 'every change of names is acknowledged by a majority of them'),
          own('namenode', 'soft', 'the standby asks the active one for checkpoints'),
          {
            service: 'zookeeper',
            endpoint: 'client',
            strength: 'soft',
            via: 'list',
            why: 'it decides which namenode is active; the one that is goes on without it',
            optional: true,
          },
        ]
      : [],
  size: (shape) => {
    const heapMiB = namenodeHeapMiB(shape)
    return {
      production: {
        memoryMiB: Math.ceil(heapMiB * 1.25),
        cpus: 2,
        diskGiB: 50,
        settings: { heapMiB },
      },
      rehearsal: { memoryMiB: 448, cpus: 1, diskGiB: 1, settings: { heapMiB: 192 } },
    }
  },
}

const journalnode: Role<HdfsOptions> = {
  id: 'journalnode',
  title: text('journalnode', '저널노드'),
  duties: ['metadata', 'control'],
  count: (shape) => onYarn(shape, shape.tier === 'ha' ? 3 : 0),
  networks: ['data'],
  rule: () => ({ kind: 'majority' }),
  needs: () => [own('journal', 'soft', 'one that was away fetches what it missed')],
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 0.5, diskGiB: 20, settings: { heapMiB: 512 } },
    rehearsal: { memoryMiB: 192, cpus: 0.5, diskGiB: 1, settings: { heapMiB: 64 } },
  }),
}

const datanode: Role<HdfsOptions> = {
  id: 'datanode',
  title: text('datanode', '데이터노드'),
  duties: ['storage'],
  count: (shape) => onYarn(shape, shape.hostsOf('storage')),
  networks: ['data'],
  rule: () => ({ kind: 'dataset', dataset: 'dataset/hdfs-blocks' }),
  recovery: datanodeRecovery,
  needs: () => [
    own('namenode', 'hard', 'it reports its blocks, and is told what to copy'),
    own('datanode', 'soft', 'copies are passed on from one to the next'),
  ],
  fills: ['diskGiB'],
  size: (shape, roomOf = noRoom) => ({
    production: {
      memoryMiB: 8_192,
      cpus: 4,
      diskGiB: amountOf(hdfsSizing(shape, roomOf), 'diskGiB'),
      settings: { heapMiB: 4_096 },
    },
    rehearsal: { memoryMiB: 384, cpus: 1, diskGiB: 2, settings: { heapMiB: 128 } },
  }),
}

/** HDFS as Hanok plans it: see README.md beside this file. */
export const service = defineService<HdfsOptions>({
  id: 'hdfs',
  title: text('HDFS, the store of a Hadoop cluster', '하둡 클러스터의 저장소 HDFS'),
  version: '3.4',
  options: hdfsOptions,
  account: { name: 'hdfs', uid: 61_019 },
  roles: [namenode, journalnode, datanode],
  endpoints: () =>
    (
      [
        { name: 'namenode', role: 'namenode', port: 8_020, protocol: 'hdfs' },
        { name: 'namenode-web', role: 'namenode', port: 9_870, protocol: 'http' },
        { name: 'failover', role: 'namenode', port: 8_019, protocol: 'hdfs' },
        { name: 'journal', role: 'journalnode', port: 8_485, protocol: 'hdfs' },
        { name: 'datanode', role: 'datanode', port: 9_866, protocol: 'hdfs' },
        { name: 'datanode-control', role: 'datanode', port: 9_867, protocol: 'hdfs' },
      ] as const
    ).map((endpoint) => ({ kind: 'direct', networks: ['data'], auth: 'none', ...endpoint })),
  datasets: (shape) => [
    {
      name: 'hdfs-blocks',
      copies: copiesOf(shape),
      // `dfs.namenode.replication.min`: upstream's 1 would acknowledge what one disk can lose.
      minInSync: Math.min(2, copiesOf(shape)),
      domainKind: shape.tier === 'ha' ? 'rack' : 'host',
      writesMove: true,
    },
    ...(shape.tier === 'ha'
      ? [
          {
            name: 'hdfs-names',
            copies: 3,
            minInSync: 2,
            durableCopies: 2,
            domainKind: 'rack' as const,
          },
        ]
      : []),
  ],
  capabilities: { store: ['namenode', 'datanode'] },
  sizing: hdfsSizing,
  flows: () => [
    {
      from: 'hdfs/namenode',
      service: 'hdfs',
      to: 'failover',
      network: 'data',
      protocol: 'tcp',
      why: 'one failover controller asks the other to step down',
    },
  ],
  probe: (endpoint, address, port) =>
    endpoint === 'namenode-web'
      ? { kind: 'http', address, port, path: '/jmx?qry=Hadoop:service=NameNode,name=NameNodeStatus' }
      : { kind: 'tcp', address, port },
  decisions: [
    {
      about: 'hdfs/namenode',
      why: 'An active and a standby with automatic failover: the edits are with a majority of three journalnodes, ZooKeeper decides who is active.',
      source: 'R-1.B, R-1.2; Hadoop, "HDFS High Availability Using the Quorum Journal Manager"',
    },
    {
      about: 'hdfs/datanode',
      why: 'Three copies in three racks (BlockPlacementPolicyRackFaultTolerant): the usual policy puts two of three into one rack.',
      source:
        'Hadoop, "HDFS Architecture": replica placement; hdfs-default.xml: dfs.block.replicator.classname',
    },
  ],
})
