// The roles of OpenSearch: managers that vote, nodes that hold the data, exporters of metrics on hosts, and Dashboards.

import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import { java17 } from '../runtimes/java.ts'
import type { NeedDefinition, RoleToCome, RunningRole } from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { configureData, configureExporter, configureManager } from './configure.ts'
import type { OpensearchOptions } from './options.ts'
import { dataNodes, dataSizing, managers, watermarks } from './sizing.ts'
import { curl, exporterSoftware, opensearchSoftware } from './software.ts'
import { dataRecovery, managerRecovery } from './timing.ts'

function size(memoryMiB: number, cpus: number, diskGiB: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
}

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'opensearch',
  endpoint,
  strength,
  via: endpoint === 'search' ? 'vip' : 'list',
  why,
})

/** The disk of a node, and that of a data node, whose watermarks the elected manager watches over. */
interface Disks {
  readonly ownGiB: number
  readonly dataGiB: number
}

/** Disk of a data node in a rehearsal. */
const rehearsedDataGiB = 2

/** A node of a real server: upstream's flags, memory that is locked, and free space that it leaves alone. */
function production(memoryMiB: number, cpus: number, disks: Disks, heapMiB: number): Size {
  return size(memoryMiB, cpus, disks.ownGiB, {
    heapMiB,
    jvmFlags: `-Xms${heapMiB}m -Xmx${heapMiB}m -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize=${heapMiB / 2}m`,
    memoryLock: 'true',
    mmap: 'true',
    fewFiles: 'refused',
    ...watermarks(disks.dataGiB),
  })
}

/** The least with which a node runs: a machine may lock no memory, map few files and open fewer than upstream demands. */
function rehearsal(memoryMiB: number, disks: Disks, heapMiB: number): Size {
  return size(memoryMiB, 1, disks.ownGiB, {
    heapMiB,
    jvmFlags: `-Xms${heapMiB}m -Xmx${heapMiB}m -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=64m -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:MaxDirectMemorySize=32m`,
    memoryLock: 'false',
    mmap: 'false',
    fewFiles: 'tolerated',
    ...watermarks(disks.dataGiB),
  })
}

/** Cluster managers: they elect a leader, which decides where shards are. */
export const manager: RunningRole<OpensearchOptions> = {
  id: 'manager',
  title: text('cluster manager', '클러스터 매니저'),
  duties: ['search', 'control', 'metadata'],
  count: ({ tier }) => (tier === 'ha' ? managers : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
  recovery: managerRecovery,
  needs: () => [
    own('manager', 'soft', 'managers elect a leader and follow it'),
    own('transport', 'soft', 'the leader tells the data nodes which shards are theirs'),
  ],
  size: (shape, roomOf = noRoom) => ({
    production: production(
      4_096,
      0.5,
      { ownGiB: 50, dataGiB: amountOf(dataSizing(shape, roomOf), 'diskGiB') },
      2_048,
    ),
    rehearsal: rehearsal(352, { ownGiB: 1, dataGiB: rehearsedDataGiB }, 128),
  }),
  software: [java17, opensearchSoftware, curl],
  configure: configureManager,
}

/** Data nodes: the shards, with their copies in other racks. */
export const data: RunningRole<OpensearchOptions> = {
  id: 'data',
  title: text('data node', '데이터 노드'),
  duties: ['search'],
  count: dataNodes,
  apartFrom: ['opensearch/manager'],
  networks: ['data'],
  rule: () => ({ kind: 'dataset', dataset: 'dataset/opensearch-indices' }),
  recovery: dataRecovery,
  needs: () => [
    own('manager', 'hard', 'it joins the cluster through the managers'),
    own('transport', 'soft', 'data nodes copy shards from each other'),
  ],
  fills: ['diskGiB'],
  size: (shape, roomOf = noRoom) => {
    const numbers = dataSizing(shape, roomOf)
    const dataGiB = amountOf(numbers, 'diskGiB')
    return {
      production: production(
        amountOf(numbers, 'memoryMiB'),
        4,
        { ownGiB: dataGiB, dataGiB },
        amountOf(numbers, 'heapMiB'),
      ),
      rehearsal: rehearsal(512, { ownGiB: rehearsedDataGiB, dataGiB: rehearsedDataGiB }, 256),
    }
  },
  software: [java17, opensearchSoftware, curl],
  configure: configureData,
}

/** Exporters of metrics: each tells of the whole cluster, so that two are enough. Only on hosts. */
export const exporter: RunningRole<OpensearchOptions> = {
  id: 'exporter',
  title: text('metrics exporter', '지표 수집기'),
  duties: ['search'],
  count: (shape) => (shape.tier === 'ha' ? Math.min(2, shape.hostsOf('search')) : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [own('search', 'hard', 'it tells what the cluster says of itself')],
  size: () => ({
    production: size(64, 0.1, 1, {}),
    rehearsal: size(40, 0.25, 1, {}),
  }),
  software: [exporterSoftware],
  configure: configureExporter,
}

/** Dashboards: what people look at the indices with. */
export const dashboards: RoleToCome<OpensearchOptions> = {
  id: 'dashboards',
  title: text('Dashboards', '대시보드'),
  duties: ['search-dashboards', 'visualization', 'search'],
  count: (shape) => several(shape, 'visualization', 'search', 'search-dashboards'),
  networks: ['service', 'data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [own('http', 'hard', 'what it shows, and its own settings, are indices')],
  size: () => ({
    production: size(2_048, 1, 5, { heapMiB: 1_024 }),
    rehearsal: size(512, 1, 1, { heapMiB: 256 }),
  }),
}
