// What people look at of Spark. Names: Spark, "Monitoring", "Component instance = master" and "= worker".

import { text } from '../../model/text.ts'
import { javaPanels, now, type Panel, series } from '../panels.ts'

const of = (role: string) => `service="spark",role="${role}",host=~"$hosts"`

/** The History Server: its JVM is all that it tells of. */
export const historyPanels: readonly Panel[] = javaPanels('spark')

/** Applications, and the room that workers have for them. */
export const sparkPanels: readonly Panel[] = [
  now(text('Workers that the master has', '마스터에 등록된 워커'), 'number', {
    expression: 'service:spark_alive_workers:max',
    legend: 'worker',
  }),
  series(
    text('Applications that run and that wait', '실행 중인 작업과 기다리는 작업'),
    'number',
    { expression: `max(metrics_master_apps_Value{${of('master')}})`, legend: 'all' },
    { expression: `max(metrics_master_waitingApps_Value{${of('master')}})`, legend: 'waiting' },
  ),
  series(text('Executors', '익스큐터'), 'number', `metrics_worker_executors_Value{${of('worker')}}`),
  series(
    text('Cores in use', '사용 중인 코어'),
    'share',
    `metrics_worker_coresUsed_Value{${of('worker')}} / (metrics_worker_coresUsed_Value{${of('worker')}} + metrics_worker_coresFree_Value{${of('worker')}})`,
  ),
  series(
    text('Memory that executors take', '익스큐터가 쓰는 메모리'),
    'bytes',
    `metrics_worker_memUsed_MB_Value{${of('worker')}} * 1048576`,
  ),
  series(
    text('Memory that is free for executors', '익스큐터에 남은 메모리'),
    'bytes',
    `metrics_worker_memFree_MB_Value{${of('worker')}} * 1048576`,
  ),
  ...historyPanels.slice(0, 1),
]
