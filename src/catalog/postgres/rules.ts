// When people are told about Postgres, from what Patroni tells of it. Names: Patroni 4.1, api.py, `do_GET_metrics`.

import { text } from '../../model/text.ts'
import { gauge, type ServiceRules } from '../rules.ts'
import { postgresPanels } from './panels.ts'

const server = (number: number) =>
  `service="postgres",role="server",host="h${number}",instance="postgres/server/${number}"`
const onServer = (number: number) => ({
  service: 'postgres',
  role: 'server',
  host: `h${number}`,
  instance: `postgres/server/${number}`,
})

/** Bytes that a standby may be behind: four files of the log. */
const lagBytes = 64 * 1024 * 1024

/** Alerts of Postgres and its Patroni. */
export const postgresRules: ServiceRules = {
  panels: postgresPanels,
  recordings: [
    {
      record: 'instance:postgres_lag:bytes',
      // A standby's own location is 0, as is what a primary has replayed.
      expression:
        '(max by (service) (patroni_xlog_location) - on (service) group_right () patroni_xlog_replayed_location) and on (instance) (patroni_replica == 1)',
    },
  ],
  alerts: [
    {
      name: 'PostgresNoPrimary',
      expression: 'sum by (service) (patroni_primary) == 0',
      forS: 60,
      severity: 'critical',
      summary: text('Postgres has no primary.', 'Postgres에 프라이머리가 없습니다.'),
      action: text(
        'A failover takes less than a minute: see in the log of Patroni why none is promoted. Often etcd has no majority, or no standby is up to date.',
        '장애 조치는 1분 안에 끝나야 합니다. 왜 승격이 안 되는지 Patroni 로그를 보세요. etcd가 과반을 잃었거나, 최신 상태인 대기 서버가 없는 경우가 많습니다.',
      ),
      example: {
        series: [gauge(`patroni_primary{${server(1)}}`, 1, 0), gauge(`patroni_primary{${server(2)}}`, 0)],
        labels: { service: 'postgres' },
      },
    },
    {
      name: 'PostgresTwoPrimaries',
      expression: 'sum by (service) (patroni_primary) > 1',
      forS: 30,
      severity: 'critical',
      summary: text(
        'Two servers of Postgres call themselves primary.',
        'Postgres 서버 둘이 서로 프라이머리라고 합니다.',
      ),
      action: text(
        'Stop the one that does not hold the leader key (`patronictl list`) at once: what is written there will be thrown away.',
        '리더 키가 없는 쪽(`patronictl list`)을 즉시 멈추세요. 거기에 쓴 데이터는 버려집니다.',
      ),
      example: {
        series: [gauge(`patroni_primary{${server(1)}}`, 1), gauge(`patroni_primary{${server(2)}}`, 0, 1)],
        labels: { service: 'postgres' },
      },
    },
    {
      name: 'PostgresNotRunning',
      expression: 'min by (service, role, host, instance) (patroni_postgres_running) == 0',
      forS: 120,
      severity: 'warning',
      summary: text(
        'Patroni on {{ $labels.host }} cannot start its Postgres.',
        '{{ $labels.host }}의 Patroni가 Postgres를 띄우지 못합니다.',
      ),
      action: text(
        'See its log: a full disk, a damaged folder, or a rewind that fails.',
        '로그를 확인하세요. 디스크가 찼거나, 데이터 폴더가 깨졌거나, 되감기(rewind)가 실패한 경우입니다.',
      ),
      example: {
        series: [gauge(`patroni_postgres_running{${server(1)}}`, 1, 0)],
        labels: onServer(1),
      },
    },
    {
      name: 'PostgresReplicationLag',
      expression: `instance:postgres_lag:bytes > ${lagBytes}`,
      forS: 120,
      severity: 'warning',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} is far behind the primary.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 프라이머리보다 크게 뒤처졌습니다.',
      ),
      action: text(
        'It will not be promoted while it is behind. Look at its disk and at the data network.',
        '뒤처진 동안은 승격되지 않습니다. 디스크와 데이터 네트워크를 확인하세요.',
      ),
      example: {
        series: [
          gauge(`patroni_xlog_location{${server(1)}}`, 10 * lagBytes),
          gauge(`patroni_xlog_location{${server(2)}}`, 0),
          gauge(`patroni_xlog_replayed_location{${server(1)}}`, 0),
          gauge(`patroni_xlog_replayed_location{${server(2)}}`, 10 * lagBytes, 8 * lagBytes),
          gauge(`patroni_replica{${server(1)}}`, 0),
          gauge(`patroni_replica{${server(2)}}`, 1),
        ],
        labels: onServer(2),
      },
    },
    {
      name: 'PostgresStandbyNotStreaming',
      expression:
        'min by (service, role, host, instance) (patroni_postgres_streaming) == 0 and on (instance) (patroni_replica == 1)',
      forS: 120,
      severity: 'warning',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} runs, but receives nothing from the primary.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 실행 중이지만 프라이머리에서 아무것도 받지 못합니다.',
      ),
      action: text(
        'See its log. Where its history has parted from the primary’s, copy it anew: `patronictl reinit`.',
        '로그를 확인하세요. 프라이머리와 이력이 갈라졌다면 `patronictl reinit`으로 새로 복제하세요.',
      ),
      example: {
        series: [
          gauge(`patroni_postgres_streaming{${server(2)}}`, 1, 0),
          gauge(`patroni_replica{${server(2)}}`, 1),
          gauge(`patroni_postgres_streaming{${server(1)}}`, 0),
          gauge(`patroni_replica{${server(1)}}`, 0),
        ],
        labels: onServer(2),
      },
    },
    {
      name: 'PostgresNoSynchronousStandby',
      expression:
        'sum by (service) (patroni_sync_standby) == 0 and on (service) count by (service) (up{job="postgres/patroni"}) > 1',
      forS: 60,
      severity: 'critical',
      summary: text(
        'Postgres has no synchronous standby: its writes wait.',
        'Postgres에 동기 대기 서버가 없어 쓰기가 기다립니다.',
      ),
      action: text(
        'Bring back a standby. Nothing is lost: what cannot be copied is not acknowledged.',
        '대기 서버를 되살리세요. 복제되지 않은 쓰기는 승인되지 않으므로 잃는 데이터는 없습니다.',
      ),
      example: {
        series: [
          gauge(`up{job="postgres/patroni",${server(1)}}`, 1),
          gauge(`up{job="postgres/patroni",${server(2)}}`, 1),
          gauge(`patroni_sync_standby{${server(1)}}`, 0),
          gauge(`patroni_sync_standby{${server(2)}}`, 1, 0),
        ],
        labels: { service: 'postgres' },
      },
    },
    {
      name: 'PostgresWithoutConsensus',
      expression: 'max by (service) (patroni_failsafe_mode_is_active) == 1',
      forS: 60,
      severity: 'critical',
      summary: text(
        'Patroni does not reach etcd: the primary goes on in failsafe mode, and none can follow it.',
        'Patroni가 etcd에 닿지 못합니다. 프라이머리는 안전 모드로 버티고 있지만, 이어받을 서버가 없습니다.',
      ),
      action: text('Bring back etcd.', 'etcd를 되살리세요.'),
      example: {
        series: [gauge(`patroni_failsafe_mode_is_active{${server(1)}}`, 0, 1)],
        labels: { service: 'postgres' },
      },
    },
    {
      name: 'PostgresFailoverPaused',
      expression: 'max by (service) (patroni_is_paused) == 1',
      forS: 600,
      severity: 'warning',
      summary: text(
        'Patroni is paused: a dead primary stays dead.',
        'Patroni가 일시 정지 상태입니다. 프라이머리가 죽어도 넘어가지 않습니다.',
      ),
      action: text(
        'Run `patronictl resume` when the maintenance is over.',
        '점검이 끝났으면 `patronictl resume`을 실행하세요.',
      ),
      example: { series: [gauge(`patroni_is_paused{${server(1)}}`, 0, 1)], labels: { service: 'postgres' } },
    },
  ],
}
