// The smallest shapes that stay up: R-7.10's 12 to 16 hosts, and R-4.6's 17.

import { text } from '../../model/text.ts'
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

const metadataShares = relax(
  text('the metadata database shares the control hosts', '메타데이터 DB가 컨트롤 호스트를 함께 씁니다'),
  'R-7.5',
)
const belowMinimum = relax(
  text(
    'R-7.10 has fewer hosts for Trino and Spark than the six of R-4.2',
    'R-7.10은 Trino와 Spark의 호스트가 R-4.2의 여섯 대보다 적습니다',
  ),
  'R-4.2',
  'R-4.6',
)
const oneObserver = relax(
  text(
    'one observability host: while it is away nothing is measured',
    '관제 호스트가 한 대입니다: 멈춘 동안 아무것도 측정하지 못합니다',
  ),
  'R-4.4',
  'R-7.3',
)
const poolShares = [
  ...relax(
    text(
      'Trino and Spark share one pool and compete for its memory (R-9.4)',
      'Trino와 Spark가 호스트를 함께 쓰며 메모리를 다툽니다 (R-9.4)',
    ),
    'R-8.3',
  ),
  ...relax(
    text('visualization shares the pool of Trino and Spark', '시각화가 Trino와 Spark의 호스트를 함께 씁니다'),
    'R-7.8',
  ),
  ...relax(
    text('search shares two hosts of the pool', '검색이 그 호스트 가운데 두 대를 함께 씁니다'),
    'R-8.4',
  ),
]
const minimumRelaxes = [
  ...relax(
    text(
      'monitoring shares the operations hosts with search and visualization',
      '관제가 운영(operations) 호스트를 검색, 시각화와 함께 씁니다',
    ),
    'R-7.3',
  ),
  ...metadataShares,
  ...relax(
    text(
      'visualization shares the operations hosts',
      '시각화 서비스가 운영(operations) 호스트를 함께 씁니다',
    ),
    'R-7.8',
  ),
  ...relax(
    text('search shares the operations hosts', '검색 서비스가 운영(operations) 호스트를 함께 씁니다'),
    'R-8.4',
  ),
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
        text(
          'L4 and L7 share two control hosts: losing one costs both at once (R-9.7)',
          'L4와 L7이 컨트롤 호스트 두 대를 함께 씁니다: 한 대를 잃으면 둘 다 영향을 받습니다 (R-9.7)',
        ),
        'R-4.5',
        'R-5.3',
        'R-8.2',
      ),
      ...belowMinimum,
      ...oneObserver,
      ...metadataShares,
      ...relax(text('visualization shares the query hosts', '시각화가 질의 호스트를 함께 씁니다'), 'R-7.8'),
      ...relax(text('search shares the compute hosts', '검색이 배치 처리 호스트를 함께 씁니다'), 'R-8.4'),
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
