// When people are told about SeaweedFS. Every process of it tells all metrics, those of other roles as 0: hence the roles in what follows.

import { text } from '../../model/text.ts'
import { counter, gauge, type ServiceRules } from '../rules.ts'
import { seaweedfsPanels } from './panels.ts'

const of = (role: string, number: number) =>
  `service="seaweedfs",role="${role}",host="h${number}",instance="seaweedfs/${role}/${number}"`
const onVolumeServer = {
  service: 'seaweedfs',
  role: 'volume',
  host: 'h1',
  instance: 'seaweedfs/volume/1',
}
const masters = 'SeaweedFS_master_is_leader{role="master"}'
const room = (type: string) => `SeaweedFS_volumeServer_resource{role="volume",type="${type}"}`

/** Alerts of SeaweedFS; a lost majority of its masters is the platform's own. */
export const seaweedfsRules: ServiceRules = {
  panels: seaweedfsPanels,
  recordings: [
    {
      record: 'service:seaweedfs_s3_requests:rate5m',
      expression: 'sum by (service) (rate(SeaweedFS_s3_request_total[5m]))',
    },
    {
      record: 'service:seaweedfs_s3_errors:ratio5m',
      expression:
        'sum by (service) (rate(SeaweedFS_s3_request_total{code=~"5.."}[5m])) / service:seaweedfs_s3_requests:rate5m',
    },
  ],
  alerts: [
    {
      name: 'SeaweedfsNoLeader',
      expression: `sum by (service) (${masters}) == 0`,
      forS: 30,
      severity: 'critical',
      summary: text('SeaweedFS has no leading master.', 'SeaweedFS에 리더 마스터가 없습니다.'),
      action: text(
        'Look whether the masters reach each other on the storage network. Reads go on, writes stop.',
        '스토리지 네트워크에서 마스터끼리 닿는지 확인하세요. 읽기는 되지만 쓰기는 멈춥니다.',
      ),
      example: {
        series: [
          gauge(`SeaweedFS_master_is_leader{${of('master', 1)}}`, 1, 0),
          gauge(`SeaweedFS_master_is_leader{${of('master', 2)}}`, 0),
          gauge(`SeaweedFS_master_is_leader{${of('volume', 1)}}`, 0),
        ],
        labels: { service: 'seaweedfs' },
      },
    },
    {
      name: 'SeaweedfsNowhereToWrite',
      // A new leader refuses for 15 s (see README.md): only what goes on is worth a word.
      expression: 'sum by (service) (increase(SeaweedFS_master_pick_for_write_error{role="master"}[2m])) > 0',
      forS: 180,
      severity: 'critical',
      summary: text(
        'SeaweedFS finds no volume to write to.',
        'SeaweedFS에서 쓸 수 있는 볼륨을 찾지 못합니다.',
      ),
      action: text(
        'The volume servers of two racks must have room: look at their disks and whether they answer.',
        '랙 두 곳의 볼륨 서버에 빈 공간이 있어야 합니다. 디스크와 응답 여부를 확인하세요.',
      ),
      example: {
        series: [counter(`SeaweedFS_master_pick_for_write_error{${of('master', 1)}}`, 0, 5)],
        labels: { service: 'seaweedfs' },
      },
    },
    {
      name: 'SeaweedfsDiskNearlyFull',
      expression: `min by (service, role, host, instance) (${room('avail')} / ignoring (type) ${room('all')}) < 0.1`,
      forS: 600,
      severity: 'warning',
      summary: text(
        'The disk of {{ $labels.instance }} on {{ $labels.host }} has less than a tenth left.',
        '{{ $labels.host }}의 {{ $labels.instance }} 디스크에 빈 공간이 10%도 남지 않았습니다.',
      ),
      action: text(
        'Add disks or volume servers, or delete old snapshots of tables. A full server takes no more writes.',
        '디스크나 볼륨 서버를 늘리거나, 오래된 테이블 스냅샷을 지우세요. 가득 찬 서버는 쓰기를 받지 않습니다.',
      ),
      example: {
        series: [
          gauge(`SeaweedFS_volumeServer_resource{${of('volume', 1)},name="/d",type="avail"}`, 50, 5),
          gauge(`SeaweedFS_volumeServer_resource{${of('volume', 1)},name="/d",type="all"}`, 100),
        ],
        labels: onVolumeServer,
      },
    },
    {
      name: 'SeaweedfsDiskErrors',
      expression:
        'sum by (service, role, host, instance) (increase(SeaweedFS_volumeServer_storage_io_error_total{role="volume"}[10m])) > 0',
      forS: 0,
      severity: 'critical',
      summary: text(
        'The disk of {{ $labels.instance }} on {{ $labels.host }} gives errors.',
        '{{ $labels.host }}의 {{ $labels.instance }} 디스크에서 오류가 납니다.',
      ),
      action: text(
        'Replace the disk. Every object has its second copy in another rack.',
        '디스크를 교체하세요. 모든 객체는 다른 랙에 두 번째 복제본이 있습니다.',
      ),
      example: {
        series: [counter(`SeaweedFS_volumeServer_storage_io_error_total{${of('volume', 1)}}`, 0, 2)],
        labels: onVolumeServer,
      },
    },
    {
      name: 'S3Errors',
      expression: 'service:seaweedfs_s3_errors:ratio5m > 0.05',
      forS: 120,
      severity: 'critical',
      summary: text(
        'More than one in twenty requests to S3 fails.',
        'S3 요청 스무 건 중 한 건 넘게 실패합니다.',
      ),
      action: text(
        'The logs of gateways and filers say why: most often Postgres, which holds the names of objects, or no volume to write to.',
        '게이트웨이와 파일러 로그를 확인하세요. 객체 이름을 가진 Postgres의 문제이거나, 쓸 볼륨이 없는 경우가 많습니다.',
      ),
      example: {
        series: [
          counter(`SeaweedFS_s3_request_total{${of('s3', 1)},type="GET",code="200"}`, 600),
          counter(`SeaweedFS_s3_request_total{${of('s3', 1)},type="PUT",code="500"}`, 0, 200),
        ],
        labels: { service: 'seaweedfs' },
      },
    },
  ],
}
