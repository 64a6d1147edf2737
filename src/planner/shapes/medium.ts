// R-7.11's 24 to 32 hosts.

import { text } from '../../model/text.ts'
import { group, relax, type Shape, type ShapeGroup } from './shape.ts'

const control = group('control', 3, ['control', 'metadata'], 'control')
const edge = group('edge', 2, ['edge'], 'edge')
const storage = group('storage', 6, ['storage'], 'storage')
const compute = group('compute', 8, ['compute'], 'compute')
const rest: readonly ShapeGroup[] = [
  group('observability', 2, ['observability'], 'operations'),
  group('search', 3, ['search'], 'search'),
]

/** Trino, and what people look at beside it. */
const query = (count: number) => group('query', count, ['query', 'visualization'], 'pool')

const metadataShares = relax(
  text('the metadata database shares the control hosts', '메타데이터 DB가 컨트롤 호스트를 함께 씁니다'),
  'R-7.5',
)
const visualizationShares = relax(
  text('visualization shares the query hosts', '시각화가 질의 호스트를 함께 씁니다'),
  'R-7.8',
)

const ha = { tier: 'ha', racks: 3 } as const

/** medium-24, -28, -30 and -32. */
export const mediumShapes: readonly Shape[] = [
  {
    id: 'medium-24',
    ...ha,
    groups: [
      control,
      edge,
      storage,
      group('pool', 8, ['query', 'compute', 'visualization'], 'pool'),
      ...rest,
    ],
    relaxes: [
      ...relax(
        text(
          'Trino and Spark share one pool of eight and compete for its memory (R-9.4)',
          'Trino와 Spark가 여덟 대를 함께 쓰며 메모리를 다툽니다 (R-9.4)',
        ),
        'R-8.3',
      ),
      ...relax(
        text(
          'visualization shares the pool of Trino and Spark',
          '시각화가 Trino와 Spark의 호스트를 함께 씁니다',
        ),
        'R-7.8',
      ),
      ...metadataShares,
    ],
  },
  {
    id: 'medium-28',
    ...ha,
    groups: [control, edge, storage, query(4), compute, ...rest],
    relaxes: [
      ...relax(
        text(
          'four query hosts instead of six, so that the whole stays at 28',
          '전체를 28대로 맞추려고 질의 호스트를 여섯 대 대신 네 대 둡니다',
        ),
        'R-7.11',
      ),
      ...metadataShares,
      ...visualizationShares,
    ],
  },
  {
    id: 'medium-30',
    ...ha,
    groups: [control, edge, storage, query(6), compute, ...rest],
    relaxes: [...metadataShares, ...visualizationShares],
  },
  {
    id: 'medium-32',
    ...ha,
    groups: [
      // Three voters need a third rack, and two hosts are in two: a control host has the third.
      group('control', 3, ['control'], 'control', { 3: ['metadata'] }),
      edge,
      storage,
      query(6),
      compute,
      ...rest,
      group('metadata', 2, ['metadata'], 'metadata'),
    ],
    relaxes: visualizationShares,
  },
]
