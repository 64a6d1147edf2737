// Kafka's metrics and when people are told: what JMX says of controllers, brokers and Connect. Kafka, "Monitoring".

import { text } from '../../model/text.ts'
import { gauge, type ServiceRules } from '../rules.ts'
import type { JmxMetrics } from '../runtimes/jmx-exporter.ts'
import { kafkaPanels } from './panels.ts'

/** Kafka's own beans, without those of each client, partition and percentile. */
export const kafkaMetrics: JmxMetrics = {
  includeObjectNames: [
    'kafka.controller:*',
    'kafka.server:type=ReplicaManager,*',
    'kafka.server:type=BrokerTopicMetrics,name=*',
    'kafka.server:type=raft-metrics',
    'kafka.network:type=SocketServer,*',
    'kafka.log:type=LogManager,*',
    'kafka.connect:type=connect-worker-metrics',
    'kafka.connect:type=connect-worker-metrics,connector=*',
  ],
  rules: [
    {
      pattern: 'kafka.(\\w+)<type=(\\w+), name=(\\w+)PerSec><>Count',
      name: 'kafka_$1_$2_$3_total',
      type: 'COUNTER',
    },
    { pattern: 'kafka.(\\w+)<type=(\\w+), name=(\\w+)><>Value', name: 'kafka_$1_$2_$3', type: 'GAUGE' },
    { pattern: 'kafka.server<type=raft-metrics><>([a-z-]+):', name: 'kafka_raft_$1', type: 'GAUGE' },
    {
      pattern: 'kafka.connect<type=connect-worker-metrics, connector=(.+)><>([a-z-]+):',
      name: 'kafka_connect_$2',
      type: 'GAUGE',
      labels: { connector: '$1' },
    },
    {
      pattern: 'kafka.connect<type=connect-worker-metrics><>([a-z-]+):',
      name: 'kafka_connect_worker_$1',
      type: 'GAUGE',
    },
  ],
}

/** What stands in the metrics of the controller that leads, and of no other: its own count of active controllers (KIP-500, KafkaController). */
export const isActiveController = '\\nkafka_controller_kafkacontroller_activecontrollercount 1'

const of = (role: string, number: number) =>
  `service="kafka",role="${role}",host="h${number}",instance="kafka/${role}/${number}"`
const onBroker = { service: 'kafka', role: 'broker', host: 'h1', instance: 'kafka/broker/1' }

/** Alerts of Kafka; a lost majority of its controllers is the platform's own. */
export const kafkaRules: ServiceRules = {
  panels: kafkaPanels,
  alerts: [
    {
      name: 'KafkaNoController',
      expression: 'sum by (service) (kafka_controller_kafkacontroller_activecontrollercount) != 1',
      forS: 60,
      severity: 'critical',
      summary: text(
        'Kafka does not have exactly one active controller.',
        'Kafka의 활성 컨트롤러가 정확히 하나가 아닙니다.',
      ),
      action: text(
        'Look whether the controllers reach each other on port 9093. Without one no partition gets a new leader.',
        '9093 포트로 컨트롤러끼리 닿는지 확인하세요. 활성 컨트롤러가 없으면 파티션의 새 리더를 뽑지 못합니다.',
      ),
      example: {
        series: [
          gauge(`kafka_controller_kafkacontroller_activecontrollercount{${of('controller', 1)}}`, 1, 0),
          gauge(`kafka_controller_kafkacontroller_activecontrollercount{${of('controller', 2)}}`, 0),
        ],
        labels: { service: 'kafka' },
      },
    },
    {
      name: 'KafkaOfflinePartitions',
      expression: 'max by (service) (kafka_controller_kafkacontroller_offlinepartitionscount) > 0',
      forS: 30,
      severity: 'critical',
      summary: text(
        'Partitions of Kafka have no leader: they can be neither read nor written.',
        'Kafka에 리더 없는 파티션이 있어 읽지도 쓰지도 못합니다.',
      ),
      action: text(
        'Bring back a broker that has an up-to-date copy.',
        '최신 복제본을 가진 브로커를 되살리세요.',
      ),
      example: {
        series: [
          gauge(`kafka_controller_kafkacontroller_offlinepartitionscount{${of('controller', 1)}}`, 0, 4),
        ],
        labels: { service: 'kafka' },
      },
    },
    {
      name: 'KafkaUnderMinimumInSync',
      expression:
        'sum by (service, role, host, instance) (kafka_server_replicamanager_underminisrpartitioncount) > 0',
      forS: 60,
      severity: 'critical',
      summary: text(
        'Partitions led by {{ $labels.instance }} on {{ $labels.host }} have too few copies in sync: writes are refused.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 이끄는 파티션에 동기화된 복제본이 모자라 쓰기를 거부합니다.',
      ),
      action: text(
        'Bring back the missing brokers. Do not lower `min.insync.replicas`: acknowledged records may then be lost.',
        '빠진 브로커를 되살리세요. `min.insync.replicas`를 낮추면 승인된 기록을 잃을 수 있습니다.',
      ),
      example: {
        series: [gauge(`kafka_server_replicamanager_underminisrpartitioncount{${of('broker', 1)}}`, 0, 3)],
        labels: onBroker,
      },
    },
    {
      name: 'KafkaUnderReplicated',
      expression:
        'sum by (service, role, host, instance) (kafka_server_replicamanager_underreplicatedpartitions) > 0',
      forS: 120,
      severity: 'warning',
      summary: text(
        'Partitions led by {{ $labels.instance }} on {{ $labels.host }} lack copies.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 이끄는 파티션에 복제본이 모자랍니다.',
      ),
      action: text(
        'A broker is away or behind. Until it has caught up, take no other one down.',
        '브로커 하나가 없거나 뒤처져 있습니다. 따라잡을 때까지 다른 브로커를 내리지 마세요.',
      ),
      example: {
        series: [gauge(`kafka_server_replicamanager_underreplicatedpartitions{${of('broker', 1)}}`, 0, 3)],
        labels: onBroker,
      },
    },
    {
      name: 'KafkaDiskOffline',
      expression:
        'max by (service, role, host, instance) (kafka_log_logmanager_offlinelogdirectorycount) > 0',
      forS: 0,
      severity: 'critical',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} has given up a disk.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 디스크 하나를 포기했습니다.',
      ),
      action: text(
        'Replace the disk and start the broker again: it copies its partitions anew.',
        '디스크를 교체하고 브로커를 다시 시작하세요. 파티션을 처음부터 다시 복제합니다.',
      ),
      example: {
        series: [gauge(`kafka_log_logmanager_offlinelogdirectorycount{${of('broker', 1)}}`, 0, 1)],
        labels: onBroker,
      },
    },
    {
      name: 'KafkaConnectTasksFailed',
      expression: 'sum by (service, connector) (kafka_connect_connector_failed_task_count) > 0',
      forS: 120,
      severity: 'warning',
      summary: text(
        'Tasks of the connector {{ $labels.connector }} have failed.',
        '커넥터 {{ $labels.connector }}의 작업이 실패했습니다.',
      ),
      action: text(
        'They are not started again by themselves: see `/connectors/NAME/status`, mend the cause, and restart them.',
        '저절로 다시 시작되지 않습니다. `/connectors/이름/status`에서 원인을 확인해 고친 뒤 다시 시작하세요.',
      ),
      example: {
        series: [
          gauge(`kafka_connect_connector_failed_task_count{${of('connect', 1)},connector="files"}`, 0, 1),
        ],
        labels: { service: 'kafka', connector: 'files' },
      },
    },
  ],
}
