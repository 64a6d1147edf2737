// What people look at of etcd.

import { text } from '../../model/text.ts'
import { now, type Panel, processPanels, series } from '../panels.ts'

const of = 'service="etcd",host=~"$hosts"'

/** Who leads, how fast members agree, and how full the database is. */
export const etcdPanels: readonly Panel[] = [
  now(text('Members that know a leader', '리더를 아는 구성원'), 'number', {
    expression: `sum(etcd_server_has_leader{${of}})`,
    legend: 'etcd',
  }),
  now(text('Changes of the leader in an hour', '한 시간 동안 바뀐 리더'), 'number', {
    expression: `max(increase(etcd_server_leader_changes_seen_total{${of}}[1h]))`,
    legend: 'etcd',
  }),
  series(text('Changes agreed on', '합의한 변경'), 'per second', {
    expression: `max by (instance) (rate(etcd_server_proposals_committed_total{${of}}[$__rate_interval]))`,
    legend: '{{instance}}',
  }),
  series(
    text('Changes that wait or failed', '기다리거나 실패한 변경'),
    'number',
    { expression: `etcd_server_proposals_pending{${of}}`, legend: 'pending {{instance}}' },
    {
      expression: `increase(etcd_server_proposals_failed_total{${of}}[$__rate_interval])`,
      legend: 'failed {{instance}}',
    },
  ),
  series(
    text('Writing the log to disk, 99 of 100 are faster', '로그를 디스크에 쓰는 시간(99%)'),
    'seconds',
    `histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket{${of}}[$__rate_interval])))`,
  ),
  series(
    text('Database of its quota', '할당량 중 쓴 데이터베이스'),
    'share',
    `etcd_mvcc_db_total_size_in_bytes{${of}} / etcd_server_quota_backend_bytes{${of}}`,
  ),
  ...processPanels('etcd'),
]
