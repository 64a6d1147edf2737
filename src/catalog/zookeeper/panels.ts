// What people look at of ZooKeeper.

import { text } from '../../model/text.ts'
import { javaPanels, now, type Panel, series } from '../panels.ts'

const of = 'service="zookeeper",host=~"$hosts"'

/** Who leads, how long requests take, and what is kept. */
export const zookeeperPanels: readonly Panel[] = [
  now(text('Servers that lead', '리더인 서버'), 'number', {
    expression: `count(zookeeper_outstandingrequests{${of},member="Leader"}) or vector(0)`,
    legend: 'leader',
  }),
  series(text('Requests that wait', '기다리는 요청'), 'number', `zookeeper_outstandingrequests{${of}}`),
  series(
    text('Time of a request on average (ms)', '요청 평균 처리 시간(ms)'),
    'number',
    `zookeeper_avgrequestlatency{${of}}`,
  ),
  series(text('Open connections', '열린 연결'), 'number', `zookeeper_numaliveconnections{${of}}`),
  series(
    text('Nodes and watches', '노드와 감시'),
    'number',
    { expression: `zookeeper_nodecount{${of}}`, legend: 'nodes {{instance}}' },
    { expression: `zookeeper_watchcount{${of}}`, legend: 'watches {{instance}}' },
  ),
  ...javaPanels('zookeeper').slice(0, 1),
]
