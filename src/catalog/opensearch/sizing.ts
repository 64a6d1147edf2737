// OpenSearch's sizes: disks from what comes in and how long it is kept, shards of a good size, a heap that holds them.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { amountOf, compressedHeapMiB, needed, type Room, type RoomOf, sized, spareOf } from '../sizing.ts'
import type { OpensearchOptions } from './options.ts'

type Shape = ShapeContext<OpensearchOptions>

const about = 'opensearch/data'
const leastRoom: Room = { memoryMiB: 16_384, cpus: 4, diskGiB: 50 }
/** Disk that a data node takes where its host has it, in GiB, however little comes in. */
const usualDiskGiB = 500

/** Search hosts from which on the managers have hosts of their own. */
const hostsForOwnManagers = 6

/**
 * Free space on a data disk below which no shard comes, below which shards leave, and below which indices are no longer written to: upstream's
 * shares (OpenSearch, "Cluster settings": disk watermarks 85, 90 and 95 %), of a big disk no more than these amounts.
 */
export function watermarks(diskGiB: number): Readonly<Record<string, number>> {
  const free = (share: number, mostGiB: number) => Math.round(Math.min(diskGiB * share, mostGiB) * 1_024)
  return Object.fromEntries(
    Object.entries(freeSpace).map(([name, { share, mostGiB }]) => [`${name}FreeMiB`, free(share, mostGiB)]),
  )
}

/** What `watermarks` are made of; alerts ask for the same. */
export const freeSpace = {
  low: { share: 0.15, mostGiB: 200 },
  high: { share: 0.1, mostGiB: 150 },
  flood: { share: 0.05, mostGiB: 100 },
} as const

/** Cluster managers that vote, in HA shapes. */
export const managers = 3

/** Data nodes: one on every search host, less those that the managers have for themselves. */
export function dataNodes({ tier, options, hostsOf }: Shape): number {
  const hosts = hostsOf('search')
  if (options.dataNodes !== undefined) return options.dataNodes
  if (tier === 'single') return 1
  return hosts >= hostsForOwnManagers ? hosts - managers : hosts
}

/** Copies of every shard: no more than there are data nodes. */
export function copiesOf(shape: Shape): number {
  return shape.tier === 'ha' ? Math.min(1 + shape.options.replicas, dataNodes(shape)) : 1
}

/** Shards, heap, memory and disk of the data nodes, and how many of them the load needs. */
export function dataSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const room = roomOf('data') ?? leastRoom
  const nodes = Math.max(1, dataNodes(shape))
  const shards = shardSizing(shape)
  const copies = Math.max(1, copiesOf(shape))
  const { searchGiBPerDay, searchRetentionDays } = shape.load
  const total = sized({
    about,
    what: 'totalGiB',
    unit: 'GiB',
    formula: 'searchGiBPerDay * searchRetentionDays * copies * 1.1 / 0.95 / 0.8',
    inputs: { searchGiBPerDay, searchRetentionDays, copies },
    source:
      'Amazon OpenSearch Service, "Calculating storage requirements": 10 % for the index, 5 % for the system, 20 % for merges and logs',
    text: text('disk of all indices with their copies', '복제본을 포함한 모든 인덱스의 디스크'),
  })
  const spare = spareOf(shape)
  const diskNeeded = Math.ceil(total.value / Math.max(1, nodes - spare))
  const wanted = Math.max(usualDiskGiB, diskNeeded)
  const diskGiB = Math.max(leastRoom.diskGiB, Math.min(wanted, Math.floor(room.diskGiB)))
  return [
    ...shards,
    ...heapSizing(amountOf(shards, 'shards'), nodes),
    total,
    needed(diskGiB, {
      about,
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'ceil(totalGiB / max(1, nodes - spare))',
      inputs: { totalGiB: total.value, nodes, spare },
      source: 'R-2.7, R-8.4; the others take the copies of a lost node',
      text: text('disk of a data node', '데이터 노드 하나의 디스크'),
    }),
    needed(dataNodes(shape), {
      about,
      what: 'instances',
      unit: 'count',
      formula: 'max(copies, ceil(max(totalGiB / roomGiB, shards / (25 * 31))) + spare)',
      inputs: {
        totalGiB: total.value,
        roomGiB: Math.max(leastRoom.diskGiB, Math.floor(room.diskGiB)),
        shards: amountOf(shards, 'shards'),
        copies,
        spare,
      },
      source: 'R-2.7, R-7.9; at most 25 shards for each GiB of heap, at most 31 GiB of heap',
      text: text('data nodes that hold all indices', '모든 인덱스를 담을 수 있는 데이터 노드 수'),
    }),
  ]
}

/** How long an index is written to, its primaries, and all shards that are kept. */
export function shardSizing(shape: Shape): readonly PlanSizing[] {
  const { searchGiBPerDay, searchRetentionDays } = shape.load
  const copies = Math.max(1, copiesOf(shape))
  const source =
    'OpenSearch, "Size your shards": 10–50 GiB; Amazon OpenSearch Service, "Choosing the number of shards": (source data) * 1.1 / desired size'
  const rollover = sized({
    about,
    what: 'rolloverDays',
    unit: 'days',
    formula: 'max(1, min(searchRetentionDays, ceil(10 / max(0.001, searchGiBPerDay * 1.1))))',
    inputs: { searchGiBPerDay, searchRetentionDays },
    source,
    text: text('days after which a new index begins', '새 인덱스로 넘어가기까지의 일수'),
  })
  const primaries = sized({
    about,
    what: 'primaryShards',
    unit: 'count',
    formula: 'max(1, ceil(searchGiBPerDay * rolloverDays * 1.1 / 30))',
    inputs: { searchGiBPerDay, rolloverDays: rollover.value },
    source,
    text: text('primary shards of an index, of about 30 GiB', '인덱스 하나의 프라이머리 샤드 수(약 30GiB씩)'),
  })
  return [
    rollover,
    primaries,
    sized({
      about,
      what: 'shards',
      unit: 'count',
      formula: 'primaryShards * copies * (ceil(searchRetentionDays / rolloverDays) + 1)',
      inputs: { primaryShards: primaries.value, copies, searchRetentionDays, rolloverDays: rollover.value },
      source,
      text: text('shards of all indices that are kept', '보관 중인 모든 인덱스의 샤드 수'),
    }),
  ]
}

function heapSizing(shards: number, nodes: number): readonly PlanSizing[] {
  const heap = sized({
    about,
    what: 'heapMiB',
    unit: 'MiB',
    formula: 'min(mostMiB, max(8192, ceil(shards / nodes / 25) * 1024))',
    inputs: { shards, nodes, mostMiB: compressedHeapMiB },
    source:
      'OpenSearch, "Important settings": below 32 GiB, where the JVM compresses pointers; 25 shards for each GiB',
    text: text('heap of a data node', '데이터 노드 하나의 힙'),
  })
  return [
    heap,
    sized({
      about,
      what: 'memoryMiB',
      unit: 'MiB',
      formula: '2 * heapMiB',
      inputs: { heapMiB: heap.value },
      source: 'OpenSearch, "Important settings": half of the memory for the heap, half for the page cache',
      text: text('memory of a data node', '데이터 노드 하나의 메모리'),
    }),
  ]
}
