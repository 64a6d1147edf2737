// Shapes in which every group of R-7 has hosts of its own: 64 hosts, and what becomes of them at a thousand.

import { group, type Shape, type ShapeGroup } from './shape.ts'

/** Hosts of each group that grows with traffic and data. */
interface Growing {
  readonly observability: number
  readonly storage: number
  readonly query: number
  readonly compute: number
  readonly visualization: number
  readonly search: number
  readonly broker: number
  readonly connect: number
}

/** What votes or holds an address has as many hosts as its rule asks for, however large the rest is. */
function groupsOf(count: Growing): readonly ShapeGroup[] {
  return [
    group('control', 3, ['control'], 'control'),
    group('edge', 2, ['edge'], 'edge'),
    group('observability', count.observability, ['observability'], 'operations'),
    group('storage', count.storage, ['storage'], 'storage'),
    group('metadata', 3, ['metadata'], 'metadata'),
    group('query', count.query, ['query'], 'compute'),
    group('compute', count.compute, ['compute'], 'compute'),
    group('visualization', count.visualization, ['visualization'], 'visualization'),
    group('search', count.search, ['search'], 'search'),
    group('broker', count.broker, ['kafka-broker'], 'broker'),
    group('controller', 3, ['kafka-controller'], 'control'),
    group('connect', count.connect, ['kafka-connect'], 'control'),
  ]
}

/** large and thousand-hosts. */
export const largeShapes: readonly Shape[] = [
  {
    id: 'large',
    tier: 'ha',
    racks: 3,
    groups: groupsOf({
      observability: 2,
      storage: 8,
      query: 10,
      compute: 12,
      visualization: 6,
      search: 9,
      broker: 3,
      connect: 3,
    }),
    relaxes: [],
  },
  {
    id: 'thousand-hosts',
    tier: 'ha',
    racks: 12,
    // The 53 hosts of `large` that grow, times 18.66: 989 beside the 11 that do not.
    groups: groupsOf({
      observability: 36,
      storage: 150,
      query: 187,
      compute: 224,
      visualization: 112,
      search: 168,
      broker: 56,
      connect: 56,
    }),
    relaxes: [],
  },
]
