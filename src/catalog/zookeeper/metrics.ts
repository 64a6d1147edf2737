// ZooKeeper's metrics and when people are told: JMX by the agent, since upstream's own provider has many libraries and is not to be had everywhere.

import { text } from '../../model/text.ts'
import { gauge, type ServiceRules } from '../rules.ts'
import type { JmxMetrics } from '../runtimes/jmx-exporter.ts'
import { zookeeperPanels } from './panels.ts'

/** ZooKeeper, "JMX": the beans of a server, whose last key says whether it leads. `member` is Leader or Follower. */
export const zookeeperMetrics: JmxMetrics = {
  includeObjectNames: ['org.apache.ZooKeeperService:*'],
  rules: [
    {
      pattern: 'org.apache.ZooKeeperService<name0=ReplicatedServer_id(\\d+)><>QuorumSize: (\\d+)',
      name: 'zookeeper_quorum_size',
      type: 'GAUGE',
    },
    {
      pattern:
        'org.apache.ZooKeeperService<name0=ReplicatedServer_id(\\d+), name1=replica.(\\d+), name2=(\\w+)><>(Packets\\w+): (\\d+)',
      name: 'zookeeper_$4',
      type: 'COUNTER',
      labels: { member: '$3' },
    },
    {
      pattern:
        'org.apache.ZooKeeperService<name0=ReplicatedServer_id(\\d+), name1=replica.(\\d+), name2=(\\w+)><>(AvgRequestLatency|MaxRequestLatency|OutstandingRequests|NumAliveConnections): (.+)',
      name: 'zookeeper_$4',
      type: 'GAUGE',
      labels: { member: '$3' },
    },
    {
      pattern:
        'org.apache.ZooKeeperService<name0=ReplicatedServer_id(\\d+), name1=replica.(\\d+), name2=(\\w+), name3=InMemoryDataTree><>(NodeCount|WatchCount): (\\d+)',
      name: 'zookeeper_$4',
      type: 'GAUGE',
      labels: { member: '$3' },
    },
  ],
}

const one = 'service="zookeeper",role="server",host="h1",instance="zookeeper/server/1"'

/** Alerts of ZooKeeper; a lost majority is the platform's own. */
export const zookeeperRules: ServiceRules = {
  panels: zookeeperPanels,
  alerts: [
    {
      name: 'ZookeeperNoLeader',
      expression:
        'count by (service) (up{service="zookeeper"} == 1) unless on (service) zookeeper_outstandingrequests{member="Leader"}',
      forS: 60,
      severity: 'critical',
      summary: text('ZooKeeper has no leader.', 'ZooKeeper에 리더가 없습니다.'),
      action: text(
        'Look whether its servers reach each other on ports 2888 and 3888. Running applications of Spark go on; no new one is taken.',
        '2888, 3888 포트로 서버끼리 닿는지 확인하세요. 실행 중인 Spark 작업은 계속되지만 새 작업은 받지 못합니다.',
      ),
      example: {
        series: [
          gauge(`up{job="zookeeper/metrics",${one}}`, 1),
          gauge(`zookeeper_outstandingrequests{${one},member="Leader"}`, 0, 'none'),
        ],
        labels: { service: 'zookeeper' },
      },
    },
    {
      name: 'ZookeeperSlow',
      expression: 'max by (service, role, host, instance) (zookeeper_outstandingrequests) > 100',
      forS: 120,
      severity: 'warning',
      summary: text(
        'More than a hundred requests wait at {{ $labels.instance }} on {{ $labels.host }}.',
        '{{ $labels.host }}의 {{ $labels.instance }}에 요청이 100건 넘게 밀려 있습니다.',
      ),
      action: text(
        'Look at its disk: it acknowledges nothing before that is written.',
        '디스크를 확인하세요. 디스크에 쓰기 전에는 아무것도 승인하지 않습니다.',
      ),
      example: {
        series: [gauge(`zookeeper_outstandingrequests{${one},member="Follower"}`, 0, 200)],
        labels: { service: 'zookeeper', role: 'server', host: 'h1', instance: 'zookeeper/server/1' },
      },
    },
  ],
}
