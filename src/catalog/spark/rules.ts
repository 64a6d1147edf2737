// When people are told about Spark. Names: Spark, "Monitoring", "Component instance = master"; a standby counts no workers.

import { text } from '../../model/text.ts'
import { gauge, type ServiceRules } from '../rules.ts'
import { sparkPanels } from './panels.ts'

const master = (number: number) =>
  `service="spark",role="master",host="h${number}",instance="spark/master/${number}"`
const worker = (number: number) =>
  `job="spark/worker-web",service="spark",role="worker",host="h${number}",instance="spark/worker/${number}"`

/** Alerts of the standalone cluster; what the History Server shows is no one's emergency. */
export const sparkRules: ServiceRules = {
  panels: sparkPanels,
  recordings: [
    {
      record: 'service:spark_alive_workers:max',
      expression: 'max by (service) (metrics_master_aliveWorkers_Value)',
    },
  ],
  alerts: [
    {
      name: 'SparkNoWorkers',
      expression: 'service:spark_alive_workers:max == 0',
      forS: 120,
      severity: 'critical',
      summary: text(
        'No master of Spark has a worker: no application gets an executor.',
        '워커를 가진 Spark 마스터가 없어, 어떤 작업도 실행기를 받지 못합니다.',
      ),
      action: text(
        'Look whether a master is active (`ALIVE` on its page) and at ZooKeeper, which elects it.',
        '활성 마스터(페이지의 `ALIVE`)가 있는지, 마스터를 뽑는 ZooKeeper가 정상인지 확인하세요.',
      ),
      example: {
        series: [
          gauge(`metrics_master_aliveWorkers_Value{${master(1)},type="gauges"}`, 3, 0),
          gauge(`metrics_master_aliveWorkers_Value{${master(2)},type="gauges"}`, 0),
        ],
        labels: { service: 'spark' },
      },
    },
    {
      name: 'SparkWorkersUnregistered',
      expression:
        'service:spark_alive_workers:max < on (service) count by (service) (up{job="spark/worker-web"} == 1)',
      forS: 180,
      severity: 'warning',
      summary: text(
        'Workers of Spark run, but the active master does not know all of them.',
        'Spark 워커가 떠 있지만 활성 마스터가 일부를 모릅니다.',
      ),
      action: text(
        'Look at the log of the worker that is missing on the master’s page: most often it does not reach port 7077.',
        '마스터 페이지에 없는 워커의 로그를 확인하세요. 7077 포트에 닿지 못하는 경우가 많습니다.',
      ),
      example: {
        series: [
          gauge(`metrics_master_aliveWorkers_Value{${master(1)},type="gauges"}`, 2, 1),
          gauge(`up{${worker(1)}}`, 1),
          gauge(`up{${worker(2)}}`, 1),
        ],
        labels: { service: 'spark' },
      },
    },
    {
      name: 'SparkApplicationsWait',
      expression: 'max by (service) (metrics_master_waitingApps_Value) > 0',
      forS: 900,
      severity: 'warning',
      summary: text(
        'Applications of Spark have waited for executors for a quarter of an hour.',
        'Spark 작업이 15분째 실행기를 기다리고 있습니다.',
      ),
      action: text(
        'The cluster is full: wait, stop an application, or add workers.',
        '클러스터가 가득 찼습니다. 기다리거나, 다른 작업을 멈추거나, 워커를 늘리세요.',
      ),
      example: {
        series: [gauge(`metrics_master_waitingApps_Value{${master(1)},type="gauges"}`, 0, 2)],
        labels: { service: 'spark' },
      },
    },
  ],
}
