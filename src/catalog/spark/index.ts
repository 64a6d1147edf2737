// Spark: batch jobs over the lake and Kafka. Part of the catalog.

import { text } from '../../model/text.ts'
import { type DirectEndpoint, defineService } from '../service.ts'
import { metricsPaths, ports } from './config.ts'
import { sparkOnKubernetes } from './kubernetes-plan.ts'
import { type SparkOptions, sparkOptions } from './options.ts'
import { account, history, master, worker } from './roles.ts'
import { sparkRules } from './rules.ts'
import { workerSizing } from './sizing.ts'
import { sparkSoftware } from './software.ts'

const masterWebPort = 8_070
const workerWebPort = 8_071

function endpoint(role: string, name: string, port: number, more?: Partial<DirectEndpoint>): DirectEndpoint {
  return { kind: 'direct', name, role, networks: ['data'], port, protocol: 'spark', auth: 'none', ...more }
}

/** Spark as Hanok runs it: see README.md beside this file. */
export const service = defineService<SparkOptions>({
  id: 'spark',
  title: text('Spark, batch jobs over the lake', '배치 처리 엔진 Spark'),
  version: sparkSoftware.version,
  options: sparkOptions,
  account,
  roles: [master, worker, history],
  endpoints: () => [
    endpoint('master', 'master', 7_077),
    endpoint('master', 'master-web', masterWebPort, {
      protocol: 'http',
      metrics: { path: metricsPaths.master },
    }),
    endpoint('worker', 'worker', 7_078),
    endpoint('worker', 'worker-web', workerWebPort, {
      protocol: 'http',
      metrics: { path: metricsPaths.worker },
    }),
    endpoint('worker', 'shuffle', 7_337),
    endpoint('worker', 'executor', ports.executor.first, { portEnd: ports.executor.last }),
    endpoint('worker', 'driver', ports.driver.first, { portEnd: ports.driver.last }),
    endpoint('history', 'history', 18_080, { protocol: 'http' }),
    endpoint('history', 'history-metrics', 9_407, {
      networks: ['management'],
      protocol: 'http',
      metrics: { path: '/metrics' },
    }),
  ],
  datasets: () => [],
  capabilities: { compute: ['master', 'worker'] },
  sizing: (shape, roomOf) => (shape.target === 'yarn' ? [] : workerSizing(shape, roomOf)),
  flows: () => [],
  rules: () => sparkRules,
  // Spark's own protocol is Java objects: its web pages say how each daemon is.
  probe: (name, address, port) => {
    const http = { kind: 'http', address, expectStatus: [200] } as const
    switch (name) {
      case 'master':
      case 'master-web':
        return {
          ...http,
          port: masterWebPort,
          path: '/json/',
          expectBody: '"status"\\s*:\\s*"(ALIVE|STANDBY)"',
        }
      case 'history':
        return { ...http, port, path: '/api/v1/applications?limit=1' }
      default:
        return { ...http, port: workerWebPort, path: '/json/', expectBody: '"masterurl"\\s*:\\s*"spark://' }
    }
  },
  kubernetes: sparkOnKubernetes,
  decisions: [
    {
      about: 'spark/master',
      why: 'Two masters, the active one elected by ZooKeeper: applications live on while the master moves, and new ones are taken again within the session timeout.',
      source:
        'R-2.4; Spark, "Standalone mode": high availability; docs/adr/0005-spark-masters-with-zookeeper.md',
    },
    {
      about: 'spark/worker',
      why: 'The external shuffle service on every worker: shuffle files outlive the executor that wrote them.',
      source: 'R-2.4',
    },
    {
      about: 'spark/history',
      why: 'One History Server, apart from the cluster: it holds nothing, the logs are on S3.',
      source: 'R-2.4',
    },
  ],
})
