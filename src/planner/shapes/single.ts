// Shapes where a failure is hard to ride out: one instance of most roles. For learning and proof of concept.

import { text } from '../../model/text.ts'
import { group, relax, type Shape } from './shape.ts'

/** starter, compact-6 and compact-8. */
export const singleShapes: readonly Shape[] = [
  {
    id: 'starter',
    tier: 'single',
    racks: 1,
    groups: [
      group('control', 1, ['control', 'metadata', 'observability'], 'control'),
      group('edge', 1, ['edge'], 'edge'),
      group('storage', 1, ['storage'], 'storage'),
      group('query', 1, ['query'], 'compute'),
      group('compute', 1, ['compute'], 'compute'),
    ],
    relaxes: [
      ...relax(
        text(
          'for learning: one instance of each role, nothing survives a failure',
          '학습용: 역할마다 하나씩만 있어 장애를 견디지 못합니다',
        ),
        'R-9.9',
      ),
      ...relax(
        text('one instance of each role', '역할마다 인스턴스가 하나입니다'),
        'R-2.1',
        'R-2.2',
        'R-2.3',
        'R-2.4',
        'R-2.6',
        'R-2.11',
      ),
      ...relax(
        text(
          'one database, one copy of everything, one worker',
          '데이터베이스와 워커가 하나이고 데이터에 복제본이 없습니다',
        ),
        'R-3.1',
        'R-3.2',
        'R-3.3',
      ),
      ...relax(
        text('no hosts for search and visualization', '검색과 시각화를 위한 호스트가 없습니다'),
        'R-2.5',
        'R-2.7',
        'R-2.9',
        'R-7.8',
        'R-7.9',
      ),
      ...relax(
        text('one host of each kind', '종류마다 호스트가 한 대입니다'),
        'R-4.1',
        'R-4.2',
        'R-4.3',
        'R-4.4',
        'R-4.6',
      ),
      ...relax(
        text('one host of each kind', '종류마다 호스트가 한 대입니다'),
        'R-7.1',
        'R-7.4',
        'R-7.6',
        'R-7.7',
      ),
      ...relax(
        text(
          'one edge host, so L4 and L7 are gone when it is',
          '입구 호스트가 한 대라서 그것이 죽으면 L4와 L7도 멈춥니다',
        ),
        'R-4.5',
        'R-5.3',
        'R-7.2',
        'R-8.2',
      ),
      ...relax(
        text(
          'the metadata database and monitoring share the control host',
          '메타데이터 DB와 관제가 컨트롤 호스트를 함께 씁니다',
        ),
        'R-7.3',
        'R-7.5',
      ),
    ],
  },
  {
    id: 'compact-6',
    tier: 'single',
    racks: 1,
    // In the order of: host 1 is control-1, host 6 is search-1.
    groups: [
      group('control', 3, ['control'], 'control', { 1: ['edge'] }),
      group('compute', 1, ['compute', 'query', 'coordination', 'visualization'], 'pool'),
      group('storage', 1, ['storage', 'metadata'], 'sharedStorage'),
      group('search', 1, ['search', 'search-dashboards', 'observability'], 'sharedOperations'),
    ],
    relaxes: [
      ...relax(
        text(
          'for development and proof of concept: most failures stop something (R-9)',
          '개발과 개념 검증용: 대부분의 장애에서 무언가 멈춥니다 (R-9)',
        ),
        'R-9.9',
      ),
      ...relax(
        text('one instance of each role', '역할마다 인스턴스가 하나입니다'),
        'R-2.1',
        'R-2.2',
        'R-2.3',
        'R-2.5',
        'R-2.6',
        'R-2.7',
        'R-2.9',
        'R-2.11',
      ),
      ...relax(
        text(
          'one Spark worker, and one master without ZooKeeper',
          'Spark 워커가 하나이며, 마스터도 ZooKeeper 없이 하나입니다',
        ),
        'R-2.4',
      ),
      ...relax(
        text(
          'one database, one copy of everything, one worker',
          '데이터베이스와 워커가 하나이고 데이터에 복제본이 없습니다',
        ),
        'R-3.1',
        'R-3.2',
        'R-3.3',
      ),
      ...relax(
        text(
          'L4 and L7 share the first control host, and there is only that one',
          'L4와 L7이 첫 번째 컨트롤 호스트를 함께 쓰며 그 한 대뿐입니다',
        ),
        'R-4.5',
        'R-5.3',
        'R-7.2',
        'R-8.2',
      ),
      ...relax(
        text(
          'one host for Spark, Trino and visualization together',
          'Spark, Trino, 시각화가 호스트 한 대를 함께 씁니다',
        ),
        'R-4.2',
        'R-7.6',
        'R-7.7',
        'R-7.8',
        'R-8.3',
      ),
      ...relax(
        text(
          'one host for storage and metadata together',
          '스토리지와 메타데이터가 호스트 한 대를 함께 씁니다',
        ),
        'R-4.3',
        'R-7.4',
        'R-7.5',
      ),
      ...relax(
        text('one host for search and monitoring together', '검색과 관제가 호스트 한 대를 함께 씁니다'),
        'R-4.4',
        'R-7.3',
        'R-7.9',
        'R-8.4',
      ),
      ...relax(text('6 hosts instead of 17', '17대 대신 6대입니다'), 'R-4.6'),
    ],
  },
  {
    id: 'compact-8',
    tier: 'single',
    racks: 1,
    // In the order of: hosts 4 and 5 are compute-1 and -2, host 8 is visualization-1.
    groups: [
      group('control', 3, ['control'], 'control', { 1: ['edge'], 2: ['edge'] }),
      group('compute', 2, ['compute', 'query'], 'pool', { 1: ['coordination'] }),
      group('storage', 1, ['storage', 'metadata'], 'sharedStorage'),
      group('search', 1, ['search', 'search-dashboards'], 'search'),
      group('visualization', 1, ['visualization', 'observability'], 'sharedOperations'),
    ],
    relaxes: [
      ...relax(
        text(
          'for development and proof of concept: most failures stop something (R-9)',
          '개발과 개념 검증용: 대부분의 장애에서 무언가 멈춥니다 (R-9)',
        ),
        'R-9.9',
      ),
      ...relax(
        text('one instance of each role', '역할마다 인스턴스가 하나입니다'),
        'R-2.1',
        'R-2.2',
        'R-2.5',
        'R-2.6',
        'R-2.7',
        'R-2.9',
        'R-2.11',
      ),
      ...relax(
        text('one database, one copy of everything', '데이터베이스가 하나이고 데이터에 복제본이 없습니다'),
        'R-3.1',
        'R-3.2',
      ),
      ...relax(
        text(
          'two workers, but one coordinator and one master',
          '워커는 둘이지만 코디네이터와 마스터는 하나씩입니다',
        ),
        'R-2.3',
        'R-2.4',
      ),
      ...relax(
        text('L4 and L7 share the first two control hosts', 'L4와 L7이 첫 두 컨트롤 호스트를 함께 씁니다'),
        'R-4.5',
        'R-5.3',
        'R-8.2',
      ),
      ...relax(
        text('two hosts for Spark and Trino together', 'Spark와 Trino가 호스트 두 대를 함께 씁니다'),
        'R-4.2',
        'R-7.6',
        'R-7.7',
        'R-8.3',
      ),
      ...relax(
        text(
          'one host for storage and metadata together',
          '스토리지와 메타데이터가 호스트 한 대를 함께 씁니다',
        ),
        'R-4.3',
        'R-7.4',
        'R-7.5',
      ),
      ...relax(
        text(
          'one host for visualization and monitoring together',
          '시각화와 관제가 호스트 한 대를 함께 씁니다',
        ),
        'R-4.4',
        'R-7.3',
        'R-7.8',
      ),
      ...relax(
        text(
          'one search host, with one manager and one data node',
          '검색 호스트가 한 대이며 매니저와 데이터 노드가 하나씩입니다',
        ),
        'R-7.9',
      ),
      ...relax(text('8 hosts instead of 17', '17대 대신 8대입니다'), 'R-4.6'),
    ],
  },
]
