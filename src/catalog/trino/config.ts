// Trino's configuration files, made from the plan.

import type { HostFile } from '../../model/artifacts.ts'
import type { Profile } from '../../model/plan.ts'
import type { ConfigureContext } from '../service.ts'
import { accessFiles, accessProperties } from './access.ts'
import type { TrinoOptions } from './options.ts'
import { trinoSoftware } from './software.ts'

type Context = ConfigureContext<TrinoOptions>

/** How soon a silent worker, Metastore or gateway is given up. Conservative is upstream's own where it is short enough to live with. */
interface TrinoTiming {
  /** A query with a task on a silent worker fails after that; upstream: 60 s, for which its user waits in vain. */
  readonly remoteTaskErrorS: number
  /** Longest pause of a connection attempt to a worker. */
  readonly workerConnectS: number
  /** A heartbeat counts as failed; upstream: 5 min, so that a host that lost its power was noticed by its missing announcements alone. */
  readonly heartbeatTimeoutS: number
  /** Share of failed heartbeats, of those of the last minute, from which on a worker gets no more tasks. */
  readonly failureThreshold: number
  readonly failureDetectorWarmUpS: number
  readonly metastoreConnectS: number
  readonly metastoreReadS: number
  readonly s3ConnectS: number
  readonly s3ReadS: number
}

/** Timings of each profile. */
export const timings: Readonly<Record<Profile, TrinoTiming>> = {
  conservative: {
    remoteTaskErrorS: 20,
    workerConnectS: 5,
    heartbeatTimeoutS: 5,
    failureThreshold: 0.1,
    failureDetectorWarmUpS: 5,
    metastoreConnectS: 10,
    metastoreReadS: 20,
    s3ConnectS: 5,
    s3ReadS: 30,
  },
  fast: {
    remoteTaskErrorS: 10,
    workerConnectS: 2,
    heartbeatTimeoutS: 2,
    failureThreshold: 0.05,
    failureDetectorWarmUpS: 1,
    metastoreConnectS: 3,
    metastoreReadS: 15,
    s3ConnectS: 2,
    s3ReadS: 15,
  },
}

/** The files below Trino's working folder; it looks for some of them in `etc/` there. */
export function trinoFiles(context: Context): readonly HostFile[] {
  const etc = `${context.configDirectory}/etc`
  const common = [
    { path: `${etc}/config.properties`, content: configProperties(context) },
    { path: `${etc}/log.properties`, content: 'io.trino=INFO\n' },
    { path: `${etc}/catalog/lake.properties`, content: lakeProperties(context) },
    { path: `${etc}/catalog/tpch.properties`, content: 'connector.name=tpch\n' },
    ...accessFiles(context),
  ]
  if (context.instance.role === 'worker') return common
  return [
    ...common,
    {
      path: `${etc}/resource-groups.properties`,
      content: properties({
        'resource-groups.configuration-manager': 'file',
        'resource-groups.config-file': `${etc}/resource-groups.json`,
      }),
    },
    { path: `${etc}/resource-groups.json`, content: resourceGroups(context) },
  ]
}

/** Workers find the active coordinator through the virtual IP; a coordinator announces itself to itself. */
function discoveryUri(context: Context): string {
  return context.instance.role === 'worker'
    ? `http://${context.vip('trino', 'http')}`
    : `http://${context.address('data')}:${context.endpoint('trino', 'coordinator').port}`
}

/**
 * How a coordinator watches its workers. Being left out costs a worker nothing but new tasks: no query fails by it, so that these
 * may be shorter than what ends a query.
 */
function watchingProperties(profile: Profile): Readonly<Record<string, string | number>> {
  const { failureDetectorWarmUpS, heartbeatTimeoutS, failureThreshold, workerConnectS } = timings[profile]
  return {
    'failure-detector.warmup-interval': `${failureDetectorWarmUpS}s`,
    'failure-detector.threshold': failureThreshold,
    'failure-detector.http-client.connect-timeout': `${heartbeatTimeoutS}s`,
    'failure-detector.http-client.request-timeout': `${heartbeatTimeoutS}s`,
    'scheduler.http-client.connect-timeout': `${workerConnectS}s`,
  }
}

function configProperties(context: Context): string {
  const { role } = context.instance
  const { settings } = context.size
  const isWorker = role === 'worker'
  return properties({
    coordinator: !isWorker,
    // Trino refuses to start with a property that nothing reads: workers have neither scheduler nor failure detector.
    ...(isWorker
      ? {}
      : {
          'node-scheduler.include-coordinator': false,
          ...watchingProperties(context.profile),
        }),
    'http-server.http.port': context.endpoint('trino', role).port,
    ...accessProperties(context),
    'discovery.uri': discoveryUri(context),
    'node.internal-address': context.address('data'),
    'internal-communication.shared-secret': context.secret('trino/internal'),
    'plugin.dir': `${context.softwareDirectory(trinoSoftware)}/plugin`,
    'catalog.config-dir': `${context.configDirectory}/etc/catalog`,
    'query.max-memory': `${settings.queryMaxMemoryMiB}MB`,
    'query.max-memory-per-node': `${settings.queryMaxMemoryPerNodeMiB}MB`,
    'memory.heap-headroom-per-node': `${settings.heapHeadroomMiB}MB`,
    'task.concurrency': settings.taskConcurrency ?? 16,
    'query.remote-task.max-error-duration': `${timings[context.profile].remoteTaskErrorS}s`,
    'shutdown.grace-period': '5s',
  })
}

function lakeProperties(context: Context): string {
  const timing = timings[context.profile]
  const [{ accessKey, secret }] = context.s3Credentials('trino')
  return properties({
    'connector.name': 'iceberg',
    'iceberg.catalog.type': 'hive_metastore',
    'hive.metastore.uri': `thrift://${context.vip('hive-metastore', 'thrift')}`,
    'hive.metastore.thrift.client.connect-timeout': `${timing.metastoreConnectS}s`,
    'hive.metastore.thrift.client.read-timeout': `${timing.metastoreReadS}s`,
    // No commit may come after its table lock was given away (hive-metastore, "Table locks of dead clients").
    'hive.metastore.thrift.client.max-retry-time': '20s',
    'fs.native-s3.enabled': true,
    's3.endpoint': `http://${context.vip('seaweedfs', 's3')}`,
    's3.region': 'us-east-1',
    's3.path-style-access': true,
    's3.aws-access-key': accessKey,
    's3.aws-secret-key': secret,
    's3.socket-connect-timeout': `${timing.s3ConnectS}s`,
    's3.socket-read-timeout': `${timing.s3ReadS}s`,
    's3.max-error-retries': 10,
  })
}

/** One group for all: so many queries at once, the rest wait in turn. */
function resourceGroups(context: Context): string {
  const { settings } = context.size
  return `${JSON.stringify(
    {
      rootGroups: [
        {
          name: 'all',
          softMemoryLimit: '90%',
          hardConcurrencyLimit: settings.hardConcurrencyLimit,
          maxQueued: settings.maxQueued,
          schedulingPolicy: 'fair',
        },
      ],
      selectors: [{ group: 'all' }],
    },
    null,
    2,
  )}\n`
}

function properties(values: Readonly<Record<string, string | number | boolean>>): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return `# Generated by hanok; do not edit.\n${lines.join('\n')}\n`
}
