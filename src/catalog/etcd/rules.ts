// When people are told about etcd. After etcd's own mixin (etcd, "Monitoring etcd"), with the names of version 3.4.

import { text } from '../../model/text.ts'
import { counter, gauge, type ServiceRules } from '../rules.ts'
import { etcdPanels } from './panels.ts'

const one = 'service="etcd",role="member",host="h1",instance="etcd/member/1"'
const labels = { service: 'etcd', role: 'member', host: 'h1', instance: 'etcd/member/1' }

/** Alerts of etcd; a lost majority is the platform's own. */
export const etcdRules: ServiceRules = {
  panels: etcdPanels,
  alerts: [
    {
      name: 'EtcdNoLeader',
      expression: 'min by (service, role, host, instance) (etcd_server_has_leader) == 0',
      forS: 60,
      severity: 'critical',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} knows no leader.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 리더를 모릅니다.',
      ),
      action: text(
        'Look whether the members reach each other on port 2380 of the management network. Meanwhile Postgres elects no new primary.',
        '관리 네트워크의 2380 포트로 구성원끼리 닿는지 확인하세요. 그동안 Postgres는 새 프라이머리를 뽑지 못합니다.',
      ),
      example: { series: [gauge(`etcd_server_has_leader{${one}}`, 1, 0)], labels },
    },
    {
      name: 'EtcdLeaderKeepsChanging',
      expression: 'max by (service) (increase(etcd_server_leader_changes_seen_total[15m])) > 3',
      forS: 0,
      severity: 'warning',
      summary: text('etcd changes its leader again and again.', 'etcd의 리더가 자꾸 바뀝니다.'),
      action: text(
        'Heartbeats are late: look at the disks and the processors of its hosts, and at the management network.',
        '하트비트가 늦고 있습니다. 호스트의 디스크와 CPU, 관리 네트워크를 확인하세요.',
      ),
      example: {
        series: [counter(`etcd_server_leader_changes_seen_total{${one}}`, 0, 1)],
        labels: { service: 'etcd' },
      },
    },
    {
      name: 'EtcdDiskSlow',
      expression:
        'histogram_quantile(0.99, sum by (service, role, host, instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m]))) > 0.5',
      forS: 300,
      severity: 'warning',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} waits more than half a second for its disk.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 디스크를 0.5초 넘게 기다립니다.',
      ),
      action: text(
        'Give it a disk of its own, or see who else writes there. A leader that waits for its disk is voted out.',
        '전용 디스크를 주거나, 같은 디스크에 누가 쓰는지 확인하세요. 디스크를 기다리는 리더는 밀려납니다.',
      ),
      example: {
        series: [
          counter(`etcd_disk_wal_fsync_duration_seconds_bucket{${one},le="0.01"}`, 60, 0),
          counter(`etcd_disk_wal_fsync_duration_seconds_bucket{${one},le="0.512"}`, 60, 0),
          counter(`etcd_disk_wal_fsync_duration_seconds_bucket{${one},le="1.024"}`, 60, 60),
          counter(`etcd_disk_wal_fsync_duration_seconds_bucket{${one},le="+Inf"}`, 60, 60),
        ],
        labels,
      },
    },
    {
      name: 'EtcdDatabaseNearlyFull',
      expression:
        'max by (service, role, host, instance) (etcd_mvcc_db_total_size_in_bytes / etcd_server_quota_backend_bytes) > 0.8',
      forS: 300,
      severity: 'warning',
      summary: text(
        'The database of {{ $labels.instance }} has used four fifths of its quota.',
        '{{ $labels.instance }}의 데이터베이스가 할당량의 80%를 넘었습니다.',
      ),
      action: text(
        'At the quota it refuses every write. Defragment its members one after another, or raise `services.etcd.quotaMiB`.',
        '할당량에 닿으면 모든 쓰기를 거부합니다. 구성원을 하나씩 조각 모음 하거나 `services.etcd.quotaMiB`를 늘리세요.',
      ),
      example: {
        series: [
          gauge(`etcd_mvcc_db_total_size_in_bytes{${one}}`, 10, 90),
          gauge(`etcd_server_quota_backend_bytes{${one}}`, 100),
        ],
        labels,
      },
    },
  ],
}
