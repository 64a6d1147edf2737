// Shapes where a failure is hard to ride out: one instance of most roles. For learning and proof of concept.

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
      ...relax('for learning: one instance of each role, nothing survives a failure', 'R-9.9'),
      ...relax('one instance of each role', 'R-2.1', 'R-2.2', 'R-2.3', 'R-2.4', 'R-2.6', 'R-2.11'),
      ...relax('one database, one copy of everything, one worker', 'R-3.1', 'R-3.2', 'R-3.3'),
      ...relax('no hosts for search and visualization', 'R-2.5', 'R-2.7', 'R-2.9', 'R-7.8', 'R-7.9'),
      ...relax('one host of each kind', 'R-4.1', 'R-4.2', 'R-4.3', 'R-4.4', 'R-4.6'),
      ...relax('one host of each kind', 'R-7.1', 'R-7.4', 'R-7.6', 'R-7.7'),
      ...relax('one edge host, so L4 and L7 are gone when it is', 'R-4.5', 'R-5.3', 'R-7.2', 'R-8.2'),
      ...relax('the metadata database and monitoring share the control host', 'R-7.3', 'R-7.5'),
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
      ...relax('for development and proof of concept: most failures stop something (R-9)', 'R-9.9'),
      ...relax(
        'one instance of each role',
        'R-2.1',
        'R-2.2',
        'R-2.3',
        'R-2.5',
        'R-2.6',
        'R-2.7',
        'R-2.9',
        'R-2.11',
      ),
      ...relax('one Spark worker, and one master without ZooKeeper', 'R-2.4'),
      ...relax('one database, one copy of everything, one worker', 'R-3.1', 'R-3.2', 'R-3.3'),
      ...relax(
        'L4 and L7 share the first control host, and there is only that one',
        'R-4.5',
        'R-5.3',
        'R-7.2',
        'R-8.2',
      ),
      ...relax(
        'one host for Spark, Trino and visualization together',
        'R-4.2',
        'R-7.6',
        'R-7.7',
        'R-7.8',
        'R-8.3',
      ),
      ...relax('one host for storage and metadata together', 'R-4.3', 'R-7.4', 'R-7.5'),
      ...relax('one host for search and monitoring together', 'R-4.4', 'R-7.3', 'R-7.9', 'R-8.4'),
      ...relax('6 hosts instead of 17', 'R-4.6'),
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
      ...relax('for development and proof of concept: most failures stop something (R-9)', 'R-9.9'),
      ...relax('one instance of each role', 'R-2.1', 'R-2.2', 'R-2.5', 'R-2.6', 'R-2.7', 'R-2.9', 'R-2.11'),
      ...relax('one database, one copy of everything', 'R-3.1', 'R-3.2'),
      ...relax('two workers, but one coordinator and one master', 'R-2.3', 'R-2.4'),
      ...relax('L4 and L7 share the first two control hosts', 'R-4.5', 'R-5.3', 'R-8.2'),
      ...relax('two hosts for Spark and Trino together', 'R-4.2', 'R-7.6', 'R-7.7', 'R-8.3'),
      ...relax('one host for storage and metadata together', 'R-4.3', 'R-7.4', 'R-7.5'),
      ...relax('one host for visualization and monitoring together', 'R-4.4', 'R-7.3', 'R-7.8'),
      ...relax('one search host, with one manager and one data node', 'R-7.9'),
      ...relax('8 hosts instead of 17', 'R-4.6'),
    ],
  },
]
