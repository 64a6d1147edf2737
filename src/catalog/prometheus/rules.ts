// Rules that hold for every service alike, made from the plan: who answers, which quorum is at risk, which host is short of what. And those
// of Prometheus itself.

import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { jobName, measuredEndpoints } from '../measured-endpoints.ts'
import { type AlertRule, counter, gauge, type RecordingRule, type ServiceRules } from '../rules.ts'
import { hostAlerts } from './host-rules.ts'
import { hostPanels, prometheusPanels } from './panels.ts'

const recordings: readonly RecordingRule[] = [
  { record: 'job:up:sum', expression: 'sum by (job, service, role) (up)' },
  { record: 'job:up:count', expression: 'count by (job, service, role) (up)' },
]

const instanceDown: AlertRule = {
  name: 'InstanceDown',
  expression: 'up == 0',
  forS: 60,
  severity: 'warning',
  summary: text(
    '{{ $labels.instance }} on {{ $labels.host }} does not answer.',
    '{{ $labels.host }}의 {{ $labels.instance }}에서 응답이 없습니다.',
  ),
  action: text(
    'Look at its log (`hanok logs`, `/var/opt/hanok/log`) and whether its host lives. The others of its role work on.',
    '로그(`hanok logs`, `/var/opt/hanok/log`)를 보고 호스트가 살아 있는지 확인하세요. 같은 역할의 나머지는 계속 일합니다.',
  ),
  example: {
    series: [gauge('up{job="a/b",service="a",role="b",instance="a/b/1",host="h1",rack="r1"}', 1, 0)],
    labels: { job: 'a/b', service: 'a', role: 'b', instance: 'a/b/1', host: 'h1', rack: 'r1' },
  },
}

const hostDown: AlertRule = {
  name: 'HostDown',
  expression: 'max by (host) (up) == 0',
  forS: 60,
  severity: 'critical',
  summary: text(
    'Nothing on {{ $labels.host }} answers any more.',
    '{{ $labels.host }}에서 아무것도 응답하지 않습니다.',
  ),
  action: text(
    'Look at its power, its links and its console. `hanok explain` says what its loss does.',
    '전원, 네트워크 연결, 콘솔을 확인하세요. 이 호스트를 잃으면 무엇이 달라지는지는 `hanok explain`이 알려 줍니다.',
  ),
  example: {
    series: [
      gauge('up{job="a/b",host="h1"}', 1, 0),
      gauge('up{job="c/d",host="h1"}', 1, 0),
      gauge('up{job="a/b",host="h2"}', 1),
    ],
    labels: { host: 'h1' },
  },
}

const roleDown: AlertRule = {
  name: 'RoleDown',
  expression: 'job:up:sum == 0',
  forS: 60,
  severity: 'critical',
  summary: text(
    'No instance of {{ $labels.service }}/{{ $labels.role }} answers.',
    '{{ $labels.service }}/{{ $labels.role }}의 모든 인스턴스에서 응답이 없습니다.',
  ),
  action: text(
    'What depends on it has stopped. Look first at what it needs itself (`hanok explain`), then at its logs.',
    '여기에 기대는 기능이 멈췄습니다. 먼저 이 역할에 필요한 것(`hanok explain`)을, 그다음 로그를 확인하세요.',
  ),
  example: {
    series: [
      gauge('up{job="a/b",service="a",role="b",instance="a/b/1"}', 1, 0),
      gauge('up{job="a/b",service="a",role="b",instance="a/b/2"}', 1, 0),
    ],
    labels: { job: 'a/b', service: 'a', role: 'b' },
  },
}

/** Jobs of roles that work by majority. */
function votingJobs(plan: Plan): readonly string[] {
  const voting = new Set(
    plan.roles
      .filter(({ rule }) => rule.kind === 'majority')
      .map(({ service, role }) => `${service}/${role}`),
  )
  return measuredEndpoints(plan)
    .filter(({ service, role, addresses }) => voting.has(`${service}/${role}`) && addresses.length > 2)
    .map(jobName)
}

function quorumAlerts(plan: Plan): readonly AlertRule[] {
  const jobs = votingJobs(plan)
  const [first] = jobs
  if (first === undefined) return []
  const voters = `{job=~"${jobs.join('|')}"}`
  const labels = { job: first, service: 's', role: 'r' }
  const voter = (number: number, ill: number) =>
    gauge(`up{job="${first}",service="s",role="r",instance="s/r/${number}"}`, 1, ill)
  return [
    {
      name: 'QuorumAtRisk',
      // One more, and no majority is left.
      expression: `job:up:sum${voters} == floor(job:up:count${voters} / 2) + 1`,
      forS: 60,
      severity: 'warning',
      summary: text(
        '{{ $labels.service }}/{{ $labels.role }} has just its majority: one more lost, and it stops.',
        '{{ $labels.service }}/{{ $labels.role }}가 겨우 과반입니다. 하나를 더 잃으면 멈춥니다.',
      ),
      action: text(
        'Bring back the voter that is missing before any maintenance.',
        '다른 점검을 하기 전에, 빠진 구성원부터 되살리세요.',
      ),
      example: { series: [voter(1, 1), voter(2, 1), voter(3, 0)], labels },
    },
    {
      name: 'QuorumLost',
      expression: `job:up:sum${voters} < floor(job:up:count${voters} / 2) + 1`,
      forS: 30,
      severity: 'critical',
      summary: text(
        '{{ $labels.service }}/{{ $labels.role }} has lost its majority and decides nothing any more.',
        '{{ $labels.service }}/{{ $labels.role }}가 과반을 잃어 아무것도 결정하지 못합니다.',
      ),
      action: text(
        'Bring back any of the missing voters with their data. Do not make a new cluster.',
        '빠진 구성원을 데이터와 함께 되살리세요. 클러스터를 새로 만들지 마세요.',
      ),
      example: { series: [voter(1, 1), voter(2, 0), voter(3, 0)], labels },
    },
  ]
}

const itself: readonly AlertRule[] = [
  {
    name: 'PrometheusRulesFail',
    expression:
      'sum by (service, host, instance) (increase(prometheus_rule_evaluation_failures_total[5m])) > 0',
    forS: 60,
    severity: 'warning',
    summary: text(
      'Rules fail on {{ $labels.instance }}: what they watch over is unwatched.',
      '{{ $labels.instance }}에서 규칙을 평가하지 못합니다. 그 규칙이 보던 것은 감시되지 않습니다.',
    ),
    action: text(
      'The page "Rules" of its web interface names the rule and the error.',
      '웹 화면의 "Rules"에서 실패한 규칙과 오류를 확인하세요.',
    ),
    example: {
      series: [
        counter(
          'prometheus_rule_evaluation_failures_total{service="prometheus",host="h1",instance="prometheus/server/1",rule_group="x"}',
          0,
          4,
        ),
      ],
      labels: { service: 'prometheus', host: 'h1', instance: 'prometheus/server/1' },
    },
  },
  {
    name: 'PrometheusNotificationsFail',
    expression: 'sum by (service, host, instance) (rate(prometheus_notifications_dropped_total[5m])) > 0',
    forS: 60,
    severity: 'critical',
    summary: text(
      '{{ $labels.instance }} reaches no Alertmanager: nobody is told of anything.',
      '{{ $labels.instance }}가 어느 Alertmanager에도 닿지 못해, 아무에게도 알림이 가지 않습니다.',
    ),
    action: text(
      'Look at the Alertmanagers and at the management network between them and Prometheus.',
      'Alertmanager와, Prometheus에서 거기로 가는 관리 네트워크를 확인하세요.',
    ),
    example: {
      series: [
        counter(
          'prometheus_notifications_dropped_total{service="prometheus",host="h1",instance="prometheus/server/1"}',
          0,
          3,
        ),
      ],
      labels: { service: 'prometheus', host: 'h1', instance: 'prometheus/server/1' },
    },
  },
  {
    name: 'PrometheusStorageFails',
    expression:
      'sum by (service, host, instance) (increase(prometheus_tsdb_compactions_failed_total[10m]) + increase(prometheus_tsdb_wal_corruptions_total[10m])) > 0',
    forS: 0,
    severity: 'warning',
    summary: text(
      '{{ $labels.instance }} cannot keep what it measures.',
      '{{ $labels.instance }}가 측정값을 저장하지 못합니다.',
    ),
    action: text('Look at its disk: full, or failing.', '디스크가 찼거나 고장 났는지 확인하세요.'),
    example: {
      series: [
        counter(
          'prometheus_tsdb_compactions_failed_total{service="prometheus",host="h1",instance="prometheus/server/1"}',
          0,
          1,
        ),
        counter(
          'prometheus_tsdb_wal_corruptions_total{service="prometheus",host="h1",instance="prometheus/server/1"}',
          0,
        ),
      ],
      labels: { service: 'prometheus', host: 'h1', instance: 'prometheus/server/1' },
    },
  },
  {
    name: 'AlertmanagersApart',
    expression:
      'min by (service) (alertmanager_cluster_members) < count by (service) (up{service="prometheus",role="alertmanager"} == 1)',
    forS: 120,
    severity: 'warning',
    summary: text(
      'The Alertmanagers do not see each other: people hear everything twice.',
      'Alertmanager끼리 서로를 보지 못해, 같은 알림이 두 번 갑니다.',
    ),
    action: text(
      'Look at port 9094 between them, TCP and UDP.',
      '둘 사이의 9094 포트를 TCP와 UDP 모두 확인하세요.',
    ),
    example: {
      series: [
        gauge('up{service="prometheus",role="alertmanager",instance="prometheus/alertmanager/1"}', 1),
        gauge('up{service="prometheus",role="alertmanager",instance="prometheus/alertmanager/2"}', 1),
        gauge(
          'alertmanager_cluster_members{service="prometheus",instance="prometheus/alertmanager/1"}',
          2,
          1,
        ),
        gauge(
          'alertmanager_cluster_members{service="prometheus",instance="prometheus/alertmanager/2"}',
          2,
          1,
        ),
      ],
      labels: { service: 'prometheus' },
    },
  },
]

/** Every alert that no single service is the reason for, and what people look at of the hosts. */
export function platformRules(plan: Plan): ServiceRules {
  return {
    recordings,
    alerts: [instanceDown, hostDown, roleDown, ...quorumAlerts(plan), ...hostAlerts, ...itself],
    panels: prometheusPanels,
    hostPanels,
  }
}
