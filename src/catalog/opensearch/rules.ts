// When people are told about OpenSearch, from what the exporter tells of the whole cluster. Names: prometheus-elasticsearch-exporter 1.5.

import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { type AlertExample, gauge, type ServiceRules } from '../rules.ts'
import { freeSpace } from './sizing.ts'

const exporter = (number: number) =>
  `service="opensearch",role="exporter",host="h${number}",instance="opensearch/exporter/${number}"`
const node = (name: string) => `${exporter(1)},name="${name}"`
const ofCluster = { service: 'opensearch' } as const
const ofNode = { service: 'opensearch', name: 'opensearch-data-1' } as const
const onData = `${node(ofNode.name)},es_data_node="true"`
const gib = 1024 ** 3

/** Alerts of the cluster and its nodes. A node that is gone is missed by number: the exporter tells of none that is not there. */
export function opensearchRules({ instances }: Plan): ServiceRules {
  const nodes = instances.filter(
    ({ service, role }) => service === 'opensearch' && (role === 'manager' || role === 'data'),
  ).length
  return {
    alerts: [
      {
        name: 'OpenSearchSilent',
        expression: 'max by (service) (elasticsearch_cluster_health_up) == 0',
        forS: 60,
        severity: 'critical',
        summary: text(
          'No data node of OpenSearch is in a cluster with an elected manager.',
          'OpenSearch의 어느 데이터 노드도 매니저가 선출된 클러스터에 있지 않습니다.',
        ),
        action: text(
          'An election takes seconds: see whether two of three managers run and reach each other on port 9301, then the logs of the data nodes.',
          '선출은 몇 초면 끝납니다. 매니저 셋 중 둘이 떠 있고 9301 포트로 서로 닿는지 확인한 뒤, 데이터 노드의 로그를 보세요.',
        ),
        example: {
          series: [
            gauge(`elasticsearch_cluster_health_up{${exporter(1)}}`, 1, 0),
            gauge(`elasticsearch_cluster_health_up{${exporter(2)}}`, 1, 0),
          ],
          labels: ofCluster,
        },
      },
      {
        name: 'OpenSearchRed',
        expression: 'max by (service) (elasticsearch_cluster_health_status{color="red"}) == 1',
        forS: 60,
        severity: 'critical',
        summary: text(
          'OpenSearch is red: some shards have no copy that can be read or written.',
          'OpenSearch가 red입니다. 읽지도 쓰지도 못하는 샤드가 있습니다.',
        ),
        action: text(
          'Bring back the data nodes that are gone: the copies are on their disks. Allocate an empty primary only when all are destroyed.',
          '사라진 데이터 노드를 되살리세요. 복제본은 그 디스크에 있습니다. 빈 프라이머리 할당은 모든 복제본이 파괴됐을 때만 하세요.',
        ),
        example: statusExample('red'),
      },
      {
        name: 'OpenSearchYellow',
        expression: 'max by (service) (elasticsearch_cluster_health_status{color="yellow"}) == 1',
        forS: 600,
        severity: 'warning',
        summary: text(
          'OpenSearch has been yellow for ten minutes: some shards lack copies.',
          'OpenSearch가 10분째 yellow입니다. 복제본이 모자란 샤드가 있습니다.',
        ),
        action: text(
          'Until all are copied, take no other data node down. `_cluster/allocation/explain` says why a copy is not made.',
          '모두 복제될 때까지 다른 데이터 노드를 내리지 마세요. 복제되지 않는 이유는 `_cluster/allocation/explain`이 알려 줍니다.',
        ),
        example: statusExample('yellow'),
      },
      {
        name: 'OpenSearchNodesMissing',
        expression: `max by (service) (elasticsearch_cluster_health_number_of_nodes) < ${nodes}`,
        forS: 120,
        severity: 'warning',
        summary: text(
          `OpenSearch has fewer than its ${nodes} nodes.`,
          `OpenSearch 노드 ${nodes}개가 다 있지 않습니다.`,
        ),
        action: text(
          '`_cat/nodes` says which are there. One manager more, and there is no majority.',
          '`_cat/nodes`로 남은 노드를 확인하세요. 매니저가 하나 더 빠지면 과반을 잃습니다.',
        ),
        example: {
          series: [gauge(`elasticsearch_cluster_health_number_of_nodes{${exporter(1)}}`, nodes, nodes - 1)],
          labels: ofCluster,
        },
      },
      diskAlert(
        'OpenSearchDiskLow',
        'low',
        'warning',
        text(
          '{{ $labels.name }} has little free space: it gets no more shards.',
          '{{ $labels.name }}의 여유 공간이 적어 새 샤드를 받지 않습니다.',
        ),
      ),
      diskAlert(
        'OpenSearchDiskFull',
        'flood',
        'critical',
        text(
          '{{ $labels.name }} has hardly any free space: its indices are no longer written to.',
          '{{ $labels.name }}의 여유 공간이 거의 없어 인덱스에 쓰지 못합니다.',
        ),
      ),
      {
        name: 'OpenSearchHeap',
        expression:
          'max by (service, name) (elasticsearch_jvm_memory_used_bytes{area="heap"} / elasticsearch_jvm_memory_max_bytes{area="heap"}) > 0.9',
        forS: 600,
        severity: 'warning',
        summary: text(
          'The heap of {{ $labels.name }} has been over 90 % full for ten minutes.',
          '{{ $labels.name }}의 힙이 10분째 90%를 넘습니다.',
        ),
        action: text(
          'At 95 % it refuses requests. Keep fewer shards (retention, primaries), or add data nodes.',
          '95%가 되면 요청을 거부합니다. 보관 기간이나 프라이머리 수를 줄여 샤드를 덜 두거나, 데이터 노드를 늘리세요.',
        ),
        example: {
          series: [
            gauge(
              `elasticsearch_jvm_memory_used_bytes{${node(ofNode.name)},area="heap"}`,
              4 * gib,
              7.5 * gib,
            ),
            gauge(`elasticsearch_jvm_memory_max_bytes{${node(ofNode.name)},area="heap"}`, 8 * gib),
          ],
          labels: ofNode,
        },
      },
    ],
  }
}

function statusExample(color: string): AlertExample {
  return {
    series: [gauge(`elasticsearch_cluster_health_status{${exporter(1)},color="${color}"}`, 0, 1)],
    labels: ofCluster,
  }
}

/** The very watermarks that the nodes are configured with. */
function diskAlert(
  name: string,
  mark: keyof typeof freeSpace,
  severity: 'warning' | 'critical',
  summary: ReturnType<typeof text>,
): ServiceRules['alerts'][number] {
  const { share, mostGiB } = freeSpace[mark]
  const disk = 1_000 * gib
  const least = Math.min(share * disk, mostGiB * gib)
  return {
    name,
    expression: `min by (service, name) (elasticsearch_filesystem_data_available_bytes{es_data_node="true"} - clamp_max(${share} * elasticsearch_filesystem_data_size_bytes{es_data_node="true"}, ${mostGiB * gib})) < 0`,
    forS: 300,
    severity,
    summary,
    action: text(
      'Delete old indices, shorten `load.searchRetentionDays`, or add data nodes. Indices that were closed to writing open again by themselves.',
      '오래된 인덱스를 지우거나, `load.searchRetentionDays`를 줄이거나, 데이터 노드를 늘리세요. 쓰기가 막힌 인덱스는 저절로 다시 열립니다.',
    ),
    example: {
      series: [
        gauge(`elasticsearch_filesystem_data_available_bytes{${onData}}`, disk / 2, least / 2),
        gauge(`elasticsearch_filesystem_data_size_bytes{${onData}}`, disk),
      ],
      labels: ofNode,
    },
  }
}
