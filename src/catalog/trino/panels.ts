// What people look at of Trino: of what Prometheus asks it for (metrics.ts).

import { text } from '../../model/text.ts'
import { now, type Panel, series } from '../panels.ts'

const query = 'trino_execution_name_QueryManager'
const memory = 'trino_memory_name_ClusterMemoryManager'
const coordinator = 'role="coordinator",host=~"$hosts"'
const every = 'service="trino",host=~"$hosts"'
const rate = (name: string) => `rate(${name}[$__rate_interval])`

/** Queries, why they fail, and the memory that they take. */
export const trinoPanels: readonly Panel[] = [
  now(text('Workers that get work', '일을 받는 워커'), 'number', {
    expression: 'service:trino_active_workers:max',
    legend: 'worker',
  }),
  series(
    text('Queries that run and that wait', '실행 중인 쿼리와 기다리는 쿼리'),
    'number',
    { expression: `max(${query}_RunningQueries{${coordinator}})`, legend: 'running' },
    { expression: `max(${query}_QueuedQueries{${coordinator}})`, legend: 'queued' },
  ),
  series(
    text('Queries that end', '끝난 쿼리'),
    'per second',
    { expression: `sum(${rate(`${query}_CompletedQueries{${coordinator}}`)})`, legend: 'completed' },
    { expression: `sum(${rate(`${query}_FailedQueries{${coordinator}}`)})`, legend: 'failed' },
  ),
  series(
    text('Why queries fail', '쿼리가 실패한 이유'),
    'per second',
    ...(
      ['InternalFailures', 'ExternalFailures', 'InsufficientResourcesFailures', 'UserErrorFailures'] as const
    ).map((name) => ({ expression: `sum(${rate(`${query}_${name}{${coordinator}}`)})`, legend: name })),
  ),
  series(text('Processors that queries take', '쿼리가 쓰는 CPU'), 'number', {
    expression: `sum(${rate(`${query}_ConsumedCpuTimeSecs{${coordinator}}`)})`,
    legend: 'queries',
  }),
  series(text('What queries read', '쿼리가 읽는 양'), 'bytes per second', {
    expression: `sum(${rate(`${query}_ConsumedInputBytes{${coordinator}}`)})`,
    legend: 'queries',
  }),
  series(
    text('Memory of the cluster', '클러스터 메모리'),
    'bytes',
    { expression: `max(${memory}_ClusterMemoryBytes{${coordinator}})`, legend: 'all' },
    { expression: `max(${memory}_ClusterTotalMemoryReservation{${coordinator}})`, legend: 'reserved' },
  ),
  series(
    text('Memory of each node that is free', '노드마다 남은 메모리'),
    'share',
    `trino_memory_type_MemoryPool_name_general_FreeBytes{${every}} / trino_memory_type_MemoryPool_name_general_MaxBytes{${every}}`,
  ),
  series(
    text('Tasks that fail', '실패한 태스크'),
    'per second',
    rate(`trino_execution_name_SqlTaskManager_FailedTasks{${every}}`),
  ),
]
