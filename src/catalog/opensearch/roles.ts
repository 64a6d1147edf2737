// The three roles of OpenSearch: managers that vote, nodes that hold the data, and Dashboards.

import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { several } from '../conventions.ts'
import type { NeedDefinition, Role } from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import type { OpensearchOptions } from './options.ts'
import { dataNodes, dataSizing, managers } from './sizing.ts'

/** The account that all roles run as. */
export const account = { name: 'opensearch', uid: 61_011 } as const

function size(memoryMiB: number, cpus: number, diskGiB: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
}

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'opensearch',
  endpoint,
  strength,
  via: 'list',
  why,
})

/** Cluster managers: they elect a leader, which decides where shards are. */
export const manager: Role<OpensearchOptions> = {
  id: 'manager',
  title: text('cluster manager', '클러스터 매니저'),
  duties: ['search', 'control', 'metadata'],
  count: ({ tier }) => (tier === 'ha' ? managers : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
  // Three checks of 10 s each, unless the connection itself breaks, which says it at once.
  recovery: () => ({
    hostLossMs: 33_000,
    instanceLossMs: 3_000,
    source:
      'cluster.fault_detection.leader_check.timeout 10 s, retry_count 3, interval 1 s: upstream defaults; an election after a broken connection took 2.7 s',
  }),
  needs: () => [
    own('manager', 'soft', 'managers elect a leader and follow it'),
    own('transport', 'soft', 'the leader tells the data nodes which shards are theirs'),
  ],
  size: () => ({
    production: size(4_096, 0.5, 50, { heapMiB: 2_048 }),
    rehearsal: size(560, 1, 1, { heapMiB: 256 }),
  }),
}

/** Data nodes: the shards, with their copies in other racks. */
export const data: Role<OpensearchOptions> = {
  id: 'data',
  title: text('data node', '데이터 노드'),
  duties: ['search'],
  count: dataNodes,
  apartFrom: ['opensearch/manager'],
  networks: ['data'],
  rule: () => ({ kind: 'dataset', dataset: 'dataset/opensearch-indices' }),
  needs: () => [
    own('manager', 'hard', 'it joins the cluster through the managers'),
    own('transport', 'soft', 'data nodes copy shards from each other'),
  ],
  fills: ['diskGiB'],
  size: (shape, roomOf = noRoom) => {
    const numbers = dataSizing(shape, roomOf)
    return {
      production: size(amountOf(numbers, 'memoryMiB'), 4, amountOf(numbers, 'diskGiB'), {
        heapMiB: amountOf(numbers, 'heapMiB'),
      }),
      rehearsal: size(900, 1, 2, { heapMiB: 512 }),
    }
  },
}

/** Dashboards: what people look at the indices with. */
export const dashboards: Role<OpensearchOptions> = {
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
