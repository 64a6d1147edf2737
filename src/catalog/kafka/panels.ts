// What people look at of Kafka: what JMX says of brokers, controllers and Connect (metrics.ts).

import { text } from '../../model/text.ts'
import { javaPanels, mayBeEmpty, now, type Panel, type PanelQuery, series } from '../panels.ts'

const of = (role: string) => `service="kafka",role="${role}",host=~"$hosts"`
const topics = (name: string) =>
  `sum by (instance) (rate(kafka_server_brokertopicmetrics_${name}_total{${of('broker')}}[$__rate_interval]))`
const named = (name: string, expression: string): PanelQuery => ({
  expression,
  legend: `${name} {{instance}}`,
})

/** Partitions and their copies, what comes and goes, and how busy brokers are. */
export const kafkaPanels: readonly Panel[] = [
  now(text('Active controllers', '활성 컨트롤러'), 'number', {
    expression: `sum(kafka_controller_kafkacontroller_activecontrollercount{${of('controller')}})`,
    legend: 'controller',
  }),
  now(
    text('Partitions without a leader, and short of copies', '리더 없는 파티션, 복제본이 모자란 파티션'),
    'number',
    {
      expression: `max(kafka_controller_kafkacontroller_offlinepartitionscount{${of('controller')}})`,
      legend: 'no leader',
    },
    {
      expression: `sum(kafka_server_replicamanager_underreplicatedpartitions{${of('broker')}})`,
      legend: 'short of copies',
    },
    {
      expression: `sum(kafka_server_replicamanager_underminisrpartitioncount{${of('broker')}})`,
      legend: 'below the minimum',
    },
  ),
  series(text('Records that come in', '들어오는 레코드'), 'per second', topics('messagesin')),
  series(
    text('Bytes in and out', '들어오고 나가는 양'),
    'bytes per second',
    named('in', topics('bytesin')),
    named('out', topics('bytesout')),
  ),
  series(
    text('Requests that fail', '실패한 요청'),
    'per second',
    named('produce', topics('failedproducerequests')),
    named('fetch', topics('failedfetchrequests')),
  ),
  series(
    text('Network threads that are idle', '쉬고 있는 네트워크 스레드'),
    'share',
    `kafka_network_socketserver_networkprocessoravgidlepercent{${of('broker')}}`,
  ),
  series(
    text('Partitions of each broker', '브로커마다 가진 파티션'),
    'number',
    named('all', `kafka_server_replicamanager_partitioncount{${of('broker')}}`),
    named('leads', `kafka_server_replicamanager_leadercount{${of('broker')}}`),
  ),
  mayBeEmpty(
    series(text('Tasks of connectors that failed', '실패한 커넥터 작업'), 'number', {
      expression: 'sum by (connector) (kafka_connect_connector_failed_task_count)',
      legend: '{{connector}}',
    }),
    'without a connector there is nothing to count',
  ),
  ...javaPanels('kafka').slice(0, 1),
]
