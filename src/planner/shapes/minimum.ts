// The smallest shapes that stay up: R-7.10's 12 to 16 hosts, and R-4.6's 17.

import { group, relax, type Shape, type ShapeGroup } from './shape.ts'

const control = group('control', 3, ['control', 'metadata'], 'control')
const edge = group('edge', 2, ['edge'], 'edge')
const storage = group('storage', 4, ['storage'], 'storage')

/** Trino and Spark on the same hosts, with what people look at; search on the first two. */
const pool = (count: number) =>
  group('pool', count, ['query', 'compute', 'visualization'], 'pool', { 1: ['search'], 2: ['search'] })

const minimumGroups: readonly ShapeGroup[] = [
  control,
  edge,
  storage,
  group('query', 3, ['query'], 'compute'),
  group('compute', 3, ['compute'], 'compute'),
  group('operations', 2, ['observability', 'visualization', 'search'], 'sharedOperations'),
]

const kafkaGroups: readonly ShapeGroup[] = [
  group('broker', 3, ['kafka-broker'], 'broker'),
  group('controller', 3, ['kafka-controller'], 'control'),
  group('connect', 2, ['kafka-connect'], 'control'),
]

const metadataShares = relax('the metadata database shares the control hosts', 'R-7.5')
const belowMinimum = relax(
  'R-7.10 has fewer hosts for Trino and Spark than the six of R-4.2',
  'R-4.2',
  'R-4.6',
)
const oneObserver = relax('one observability host: while it is away nothing is measured', 'R-4.4', 'R-7.3')
const poolShares = [
  ...relax('Trino and Spark share one pool and compete for its memory (R-9.4)', 'R-8.3'),
  ...relax('visualization shares the pool of Trino and Spark', 'R-7.8'),
  ...relax('search shares two hosts of the pool', 'R-8.4'),
]
const minimumRelaxes = [
  ...relax('monitoring shares the operations hosts with search and visualization', 'R-7.3'),
  ...metadataShares,
  ...relax('visualization shares the operations hosts', 'R-7.8'),
  ...relax('search shares the operations hosts', 'R-8.4'),
]

const ha = { tier: 'ha', racks: 3 } as const

/** minimum-12, -14 and -16, minimum and minimum-kafka. */
export const minimumShapes: readonly Shape[] = [
  {
    id: 'minimum-12',
    ...ha,
    groups: [
      group('control', 3, ['control', 'metadata'], 'control', { 1: ['edge'], 2: ['edge'] }),
      storage,
      group('query', 2, ['query', 'visualization'], 'pool'),
      group('compute', 2, ['compute', 'search'], 'compute'),
      group('observability', 1, ['observability'], 'operations'),
    ],
    relaxes: [
      ...relax(
        'L4 and L7 share two control hosts: losing one costs both at once (R-9.7)',
        'R-4.5',
        'R-5.3',
        'R-8.2',
      ),
      ...belowMinimum,
      ...oneObserver,
      ...metadataShares,
      ...relax('visualization shares the query hosts', 'R-7.8'),
      ...relax('search shares the compute hosts', 'R-8.4'),
    ],
  },
  {
    id: 'minimum-14',
    ...ha,
    groups: [control, edge, storage, pool(4), group('observability', 1, ['observability'], 'operations')],
    relaxes: [...belowMinimum, ...oneObserver, ...metadataShares, ...poolShares],
  },
  {
    id: 'minimum-16',
    ...ha,
    groups: [control, edge, storage, pool(5), group('observability', 2, ['observability'], 'operations')],
    relaxes: [...belowMinimum, ...metadataShares, ...poolShares],
  },
  { id: 'minimum', ...ha, groups: minimumGroups, relaxes: minimumRelaxes },
  { id: 'minimum-kafka', ...ha, groups: [...minimumGroups, ...kafkaGroups], relaxes: minimumRelaxes },
]
