// What people look at of Postgres: what Patroni tells of it.

import { text } from '../../model/text.ts'
import { mayBeEmpty, now, type Panel, series } from '../panels.ts'

const of = 'service="postgres",host=~"$hosts"'

/** Who leads, how far the others are behind, and whether a change of the leader is possible. */
export const postgresPanels: readonly Panel[] = [
  now(
    text('Primaries and synchronous standbys', '프라이머리와 동기 스탠바이'),
    'number',
    { expression: `sum(patroni_primary{${of}})`, legend: 'primary' },
    { expression: `sum(patroni_sync_standby{${of}})`, legend: 'synchronous' },
    { expression: `sum(patroni_replica{${of}})`, legend: 'standby' },
  ),
  now(
    text('Failover switched off, or without consensus', '장애 조치 꺼짐 또는 합의 없음'),
    'number',
    { expression: `max(patroni_is_paused{${of}})`, legend: 'paused' },
    { expression: `max(patroni_failsafe_mode_is_active{${of}})`, legend: 'failsafe' },
  ),
  series(text('Who leads', '프라이머리'), 'number', `patroni_primary{${of}}`),
  series(text('Postgres runs', 'Postgres 실행'), 'number', `patroni_postgres_running{${of}}`),
  series(
    text('Written to the log', '로그에 쓴 양'),
    'bytes per second',
    `rate(patroni_xlog_location{${of}}[$__rate_interval]) and patroni_primary{${of}} == 1`,
  ),
  mayBeEmpty(
    series(
      text('How far standbys are behind', '스탠바이가 뒤처진 양'),
      'bytes',
      'instance:postgres_lag:bytes{host=~"$hosts"}',
    ),
    'a server alone has no standby',
  ),
  series(
    text('Timeline: one more with every failover', '타임라인: 장애 조치마다 하나씩 늘어남'),
    'number',
    `patroni_postgres_timeline{${of}}`,
  ),
]
