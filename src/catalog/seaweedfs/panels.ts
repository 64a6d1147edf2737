// What people look at of SeaweedFS. Every process of it tells all metrics, those of other roles as 0: hence the roles in what follows.

import { text } from '../../model/text.ts'
import { now, type Panel, processPanels, series } from '../panels.ts'

const of = (role: string) => `service="seaweedfs",role="${role}",host=~"$hosts"`
const room = (type: string) => `SeaweedFS_volumeServer_resource{${of('volume')},type="${type}"}`

/** Who leads, what clients ask and get, and how full the disks are. */
export const seaweedfsPanels: readonly Panel[] = [
  now(text('Masters that lead', '리더인 마스터'), 'number', {
    expression: `sum(SeaweedFS_master_is_leader{${of('master')}})`,
    legend: 'master',
  }),
  now(text('S3 requests that fail', '실패한 S3 요청'), 'per second', {
    expression: `sum(rate(SeaweedFS_s3_request_total{${of('s3')},code=~"5.."}[$__rate_interval])) or vector(0)`,
    legend: '5xx',
  }),
  series(text('S3 requests', 'S3 요청'), 'per second', {
    expression: `sum by (type, code) (rate(SeaweedFS_s3_request_total{${of('s3')}}[$__rate_interval]))`,
    legend: '{{type}} {{code}}',
  }),
  series(text('S3 requests, 95 of 100 are faster', 'S3 응답 시간(95%)'), 'seconds', {
    expression: `histogram_quantile(0.95, sum by (type, le) (rate(SeaweedFS_s3_request_seconds_bucket{${of('s3')}}[$__rate_interval])))`,
    legend: '{{type}}',
  }),
  series(
    text('Disks of the volume servers in use', '볼륨 서버 디스크 사용률'),
    'share',
    `1 - ${room('avail')} / ignoring (type) ${room('all')}`,
  ),
  series(
    text('Disk errors and writes that found no volume', '디스크 오류, 쓸 볼륨을 못 찾은 쓰기'),
    'number',
    {
      expression: `sum by (instance) (increase(SeaweedFS_volumeServer_storage_io_error_total{${of('volume')}}[$__rate_interval])) or vector(0)`,
      legend: 'disk {{instance}}',
    },
    {
      expression: `sum(increase(SeaweedFS_master_pick_for_write_error{${of('master')}}[$__rate_interval])) or vector(0)`,
      legend: 'no volume',
    },
  ),
  ...processPanels('seaweedfs'),
]
