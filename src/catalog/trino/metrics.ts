// What Prometheus asks Trino for, and when people are told. Trino, "Trino metrics with OpenMetrics".

import type { EndpointMetrics, Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { areQueriesLocked, queryUserOf } from '../query.ts'
import { type AlertRule, counter, gauge, type RecordingRule, type ServiceRules } from '../rules.ts'
import { trinoPanels } from './panels.ts'

const query = 'trino_execution_name_QueryManager'
const nodes = 'trino_metadata_name_DiscoveryNodeManager'
const memory = 'trino_memory_name_ClusterMemoryManager'

/** Names of metrics, so that dashboards and rules speak of what is asked for. Tried with Trino 476. */
const asked = [
  ...['ActiveNodeCount', 'InactiveNodeCount'].map((name) => `${nodes}_${name}`),
  ...[
    ...['RunningQueries', 'QueuedQueries', 'SubmittedQueries', 'CompletedQueries', 'FailedQueries'],
    ...['InternalFailures', 'UserErrorFailures', 'InsufficientResourcesFailures', 'ExternalFailures'],
    ...['ConsumedCpuTimeSecs', 'ConsumedInputBytes'],
  ].map((name) => `${query}_${name}`),
  ...['QueriesKilledDueToOutOfMemory', 'ClusterMemoryBytes', 'ClusterTotalMemoryReservation'].map(
    (name) => `${memory}_${name}`,
  ),
  'trino_memory_type_ClusterMemoryPool_name_general_BlockedNodes',
  ...['FreeBytes', 'MaxBytes'].map((name) => `trino_memory_type_MemoryPool_name_general_${name}`),
  ...['InputDataSize', 'OutputDataSize', 'FailedTasks'].map(
    (name) => `trino_execution_name_SqlTaskManager_${name}`,
  ),
]

/**
 * Its own metrics, on the port that it has anyway. The user is only who asks, as Trino wants of everybody. All that it knows are 6,700
 * series a node, most of them of every single rule of its optimizer: only these are asked for.
 */
export const metrics: EndpointMetrics = {
  path: '/metrics',
  username: 'prometheus',
  parameters: { 'name[]': asked },
}

/** Who reads them where Trino wants passwords, and the secret with that one's. */
export const prometheusUser = queryUserOf('prometheus')

/** The same where Trino wants passwords. */
export const securedMetrics: EndpointMetrics = {
  ...metrics,
  username: prometheusUser.user,
  secretRef: prometheusUser.secret,
}

const coordinator = (number: number) =>
  `service="trino",role="coordinator",host="h${number}",instance="trino/coordinator/${number}"`
/** Alerts of Trino. A coordinator counts itself as a node; one that is on standby counts nobody else. */
export function trinoRules(plan: Pick<Plan, 'endpoints'>): ServiceRules {
  const job = areQueriesLocked(plan) ? 'trino/worker-https' : 'trino/worker'
  return { panels: trinoPanels, recordings, alerts: alertsWith(job) }
}

const recordings: readonly RecordingRule[] = [
  {
    record: 'service:trino_active_workers:max',
    expression: `max by (service) (${nodes}_ActiveNodeCount{role="coordinator"}) - 1`,
  },
  {
    record: 'service:trino_query_failures:ratio5m',
    expression: `sum by (service) (rate(${query}_InternalFailures[5m])) / sum by (service) (rate(${query}_SubmittedQueries[5m]))`,
  },
]

/** `workers`: the job that asks them. */
function alertsWith(workers: string): readonly AlertRule[] {
  const worker = (number: number) =>
    `job="${workers}",service="trino",role="worker",host="w${number}",instance="trino/worker/${number}"`
  return [
    {
      name: 'TrinoNoWorkers',
      expression: 'service:trino_active_workers:max == 0',
      forS: 60,
      severity: 'critical',
      summary: text(
        'No coordinator of Trino has a worker: queries fail or wait.',
        '워커를 가진 Trino 코디네이터가 없어 쿼리가 실패하거나 기다립니다.',
      ),
      action: text(
        'Workers find the active coordinator through the virtual IP: look at the balancer, then at the logs of the workers.',
        '워커는 가상 IP로 활성 코디네이터를 찾습니다. 로드 밸런서를 먼저, 그다음 워커 로그를 확인하세요.',
      ),
      example: {
        series: [
          gauge(`${nodes}_ActiveNodeCount{${coordinator(1)}}`, 4, 1),
          gauge(`${nodes}_ActiveNodeCount{${coordinator(2)}}`, 1),
        ],
        labels: { service: 'trino' },
      },
    },
    {
      name: 'TrinoWorkersUnregistered',
      expression: `service:trino_active_workers:max < on (service) count by (service) (up{job="${workers}"} == 1)`,
      forS: 180,
      severity: 'warning',
      summary: text(
        'Workers of Trino run that the active coordinator gives no work.',
        'Trino 워커가 떠 있지만 활성 코디네이터가 일을 주지 않는 워커가 있습니다.',
      ),
      action: text(
        'See in the log of the worker that is missing on the coordinator’s page why it is not announced.',
        '코디네이터 페이지에 없는 워커의 로그에서 등록되지 않은 이유를 확인하세요.',
      ),
      example: {
        series: [
          gauge(`${nodes}_ActiveNodeCount{${coordinator(1)}}`, 3, 2),
          gauge(`up{${worker(1)}}`, 1),
          gauge(`up{${worker(2)}}`, 1),
        ],
        labels: { service: 'trino' },
      },
    },
    {
      name: 'TrinoQueriesFail',
      expression: 'service:trino_query_failures:ratio5m > 0.1',
      forS: 120,
      severity: 'critical',
      summary: text(
        'More than one query of Trino in ten fails through no fault of its author.',
        'Trino 쿼리 열 건 중 한 건 넘게 사용자 잘못이 아닌 이유로 실패합니다.',
      ),
      action: text(
        'The errors of failed queries on the coordinator’s page say which: the Metastore, S3, or a lost worker.',
        '코디네이터 페이지에서 실패한 쿼리의 오류를 보세요. 메타스토어, S3, 잃어버린 워커 중 무엇이 원인인지 나옵니다.',
      ),
      example: {
        series: [
          counter(`${query}_SubmittedQueries{${coordinator(1)}}`, 60),
          counter(`${query}_InternalFailures{${coordinator(1)}}`, 0, 30),
        ],
        labels: { service: 'trino' },
      },
    },
    {
      name: 'TrinoQueriesQueue',
      expression: `max by (service) (${query}_QueuedQueries) > 0`,
      forS: 900,
      severity: 'warning',
      summary: text(
        'Queries of Trino have been waiting in the queue for a quarter of an hour.',
        'Trino 쿼리가 15분째 대기열에 밀려 있습니다.',
      ),
      action: text(
        'More is asked than may run at once: add workers, or raise `services.trino.concurrentQueries` where memory allows it.',
        '동시에 실행할 수 있는 것보다 많은 쿼리가 옵니다. 워커를 늘리거나, 메모리가 되면 `services.trino.concurrentQueries`를 늘리세요.',
      ),
      example: {
        series: [gauge(`${query}_QueuedQueries{${coordinator(1)}}`, 0, 5)],
        labels: { service: 'trino' },
      },
    },
    {
      name: 'TrinoOutOfMemory',
      expression: `max by (service) (delta(${memory}_QueriesKilledDueToOutOfMemory[10m])) > 0`,
      forS: 0,
      severity: 'warning',
      summary: text(
        'Trino has ended queries because the cluster ran out of memory.',
        'Trino가 메모리 부족으로 쿼리를 강제로 끝냈습니다.',
      ),
      action: text(
        'See which query took it all (page of the coordinator), limit it, or add workers.',
        '어느 쿼리가 메모리를 다 썼는지 코디네이터 페이지에서 확인하고, 제한을 걸거나 워커를 늘리세요.',
      ),
      example: {
        series: [counter(`${memory}_QueriesKilledDueToOutOfMemory{${coordinator(1)}}`, 0, 1)],
        labels: { service: 'trino' },
      },
    },
  ]
}
