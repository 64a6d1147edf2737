// Spark's configuration files, made from the plan.

import { hostPaths } from '../../model/artifacts.ts'
import type { Profile } from '../../model/plan.ts'
import { lake, sparkEventsBucket } from '../conventions.ts'
import { java17Home } from '../runtimes/java.ts'
import type { ConfigureContext } from '../service.ts'
import { jaasOption } from './kafka-login.ts'
import type { SparkOptions } from './options.ts'
import { py4jSoftware, sparkLakehouseSoftware, sparkSoftware } from './software.ts'

type Context = ConfigureContext<SparkOptions>
type Values = Readonly<Record<string, string | number | boolean>>

/** SPARK_CONF_DIR of every compute host: what drivers and executors read. */
export const clientConfigDirectory = `${hostPaths.config}/spark`

/** Who drivers and executors are to Kafka, where the platform has it. */
export const kafkaJaasFile = `${clientConfigDirectory}/kafka-jaas.conf`

/** How often a port that is taken is tried one higher; with it the ranges of `ports` are exact. */
const portRetries = 30

/** Port ranges of applications: the first ports tried. A driver has two, the second one higher. */
export const ports = {
  executor: { first: 7_200, last: 7_231 },
  driver: { first: 7_300, last: 7_331 },
} as const

/** How soon a silent peer is given up. Conservative is upstream's own where it is short enough to live with. */
interface SparkTiming {
  readonly networkS: number
  readonly heartbeatS: number
  /** The master gives up a worker that is silent for so long; a worker speaks four times in it. */
  readonly workerS: number
  readonly metastoreS: number
  readonly connectS: number
  readonly s3ReadS: number
}

const timings: Readonly<Record<Profile, SparkTiming>> = {
  conservative: {
    networkS: 120,
    heartbeatS: 10,
    workerS: 60,
    metastoreS: 60,
    connectS: 10,
    s3ReadS: 60,
  },
  fast: { networkS: 30, heartbeatS: 5, workerS: 20, metastoreS: 15, connectS: 3, s3ReadS: 15 },
}

/** `spark://a:7077,b:7077`: clients and workers walk the list until they find the active master. */
export function masterUrl(context: Context): string {
  return `spark://${context.list('spark', 'master').join(',')}`
}

/** `deps` is where the Python package's archive keeps what SPARK_HOME must have. */
export function sparkHome(context: Context): string {
  return `${context.softwareDirectory(sparkSoftware)}/deps`
}

/** Environment of workers, their executors and drivers: where they keep shuffle files, beside that of every Spark process. */
export function workerEnvironment(context: Context): Readonly<Record<string, string>> {
  return { ...sparkEnvironment(context), SPARK_LOCAL_DIRS: `${context.dataDirectory}/local` }
}

/** Environment of every Spark process: it binds to its address and never asks for a host's name. */
export function sparkEnvironment(context: Context): Readonly<Record<string, string>> {
  const address = context.address('data')
  return {
    HOME: context.dataDirectory,
    JAVA_HOME: java17Home,
    SPARK_HOME: sparkHome(context),
    SPARK_CONF_DIR: clientConfigDirectory,
    // Upstream's scripts find this out; a worker that they did not start cannot launch executors without it.
    SPARK_SCALA_VERSION: '2.12',
    SPARK_LOCAL_IP: address,
    SPARK_LOCAL_HOSTNAME: address,
    SPARK_PUBLIC_DNS: address,
    PYTHONPATH: `${context.softwareDirectory(sparkSoftware)}:${context.softwareDirectory(py4jSoftware)}`,
    PYSPARK_PYTHON: '/usr/bin/python3',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

/** Where master and worker tell their metrics on their web ports. With the last slash: without it they answer with a redirection. */
export const metricsPaths = { master: '/metrics/master/prometheus/', worker: '/metrics/prometheus/' } as const

/** Spark, "Monitoring": `PrometheusServlet`, on the port of the daemon's own web page. */
function metricsOf(role: keyof typeof metricsPaths): Values {
  const sink = `spark.metrics.conf.${role}.sink.prometheusServlet`
  return {
    [`${sink}.class`]: 'org.apache.spark.metrics.sink.PrometheusServlet',
    [`${sink}.path`]: metricsPaths[role].replace(/\/$/, ''),
  }
}

/** What the active master writes down, so that its successor knows the workers and applications. */
export function masterProperties(context: Context): string {
  const timing = timings[context.profile]
  const recovery: Values =
    context.instancesOf('master').length > 1
      ? {
          'spark.deploy.recoveryMode': 'ZOOKEEPER',
          'spark.deploy.zookeeper.url': context.list('zookeeper', 'client').join(','),
          'spark.deploy.zookeeper.dir': '/spark',
        }
      : {
          'spark.deploy.recoveryMode': 'FILESYSTEM',
          'spark.deploy.recoveryDirectory': `${context.dataDirectory}/recovery`,
        }
  return properties({
    ...recovery,
    'spark.worker.timeout': timing.workerS,
    'spark.deploy.retainedApplications': context.size.settings.retainedApplications ?? 200,
    'spark.deploy.retainedDrivers': 10,
    ...metricsOf('master'),
  })
}

/** A worker's own settings: it cleans up after applications and serves their shuffle files when executors are gone. */
export function workerProperties(context: Context): string {
  return properties({
    'spark.worker.timeout': timings[context.profile].workerS,
    'spark.worker.cleanup.enabled': true,
    'spark.worker.cleanup.interval': 1_800,
    'spark.worker.cleanup.appDataTtl': 86_400,
    ...shuffleService(context),
    ...metricsOf('worker'),
  })
}

/** The History Server reads what drivers write to S3; it keeps nothing itself. */
export function historyProperties(context: Context): string {
  return properties({
    'spark.history.fs.logDirectory': eventLog,
    'spark.history.fs.update.interval': '10s',
    'spark.history.fs.cleaner.enabled': true,
    'spark.history.fs.cleaner.maxAge': `${context.options.historyDays}d`,
    'spark.history.fs.numReplayThreads': 1,
    'spark.history.retainedApplications': context.size.settings.retainedApplications ?? 50,
    'spark.history.ui.port': context.endpoint('spark', 'history').port,
    ...s3a(context),
  })
}

/** `spark-defaults.conf` of a compute host: all that an application needs to run on the platform. */
export function clientProperties(context: Context): string {
  const { settings } = context.size
  const address = context.address('data')
  const jars = `${context.softwareDirectory(sparkLakehouseSoftware)}/*`
  const jvmFlags = [
    settings.applicationJvmFlags,
    ...(context.has('kafka') ? [jaasOption(kafkaJaasFile)] : []),
  ].join(' ')
  return properties({
    'spark.master': masterUrl(context),
    'spark.driver.host': address,
    'spark.driver.bindAddress': address,
    'spark.driver.port': ports.driver.first,
    'spark.driver.blockManager.port': ports.driver.first + 1,
    'spark.blockManager.port': ports.executor.first,
    'spark.port.maxRetries': portRetries,
    'spark.ui.enabled': false,
    'spark.driver.memory': `${settings.driverMemoryMiB}m`,
    'spark.driver.extraJavaOptions': jvmFlags,
    'spark.driver.extraClassPath': jars,
    'spark.executor.memory': `${settings.executorMemoryMiB}m`,
    'spark.executor.cores': settings.executorCores ?? 1,
    'spark.executor.extraJavaOptions': jvmFlags,
    'spark.executor.extraClassPath': jars,
    ...shuffleService(context),
    ...applicationSettings(context),
  })
}

/** What an application is told wherever it runs: how long to wait for whom, where its log goes, and where the tables are. */
export function applicationSettings(context: ApplicationContext): Values {
  const { settings } = context.size
  const timing = timings[context.profile]
  return {
    'spark.sql.shuffle.partitions': settings.shufflePartitions ?? 200,
    'spark.network.timeout': `${timing.networkS}s`,
    'spark.executor.heartbeatInterval': `${timing.heartbeatS}s`,
    'spark.task.maxFailures': 8,
    // A lost host took the files of all its executors with it: one failed fetch is enough to know.
    'spark.files.fetchFailure.unRegisterOutputOnHost': true,
    'spark.eventLog.enabled': true,
    'spark.eventLog.dir': eventLog,
    'spark.eventLog.rolling.enabled': true,
    'spark.eventLog.rolling.maxFileSize': '16m',
    'spark.eventLog.compress': true,
    ...icebergCatalog(context, timing),
    ...s3a(context),
  }
}

/** All that these settings ask of their surroundings. */
export type ApplicationContext = Pick<Context, 'profile' | 'size' | 'vip' | 's3Credentials' | 'dataDirectory'>

const eventLog = `s3a://${sparkEventsBucket}/logs`

function shuffleService(context: Context): Values {
  return {
    'spark.shuffle.service.enabled': true,
    'spark.shuffle.service.port': context.endpoint('spark', 'shuffle').port,
  }
}

/** The catalog `lake`, the same tables that Trino calls `lake` (https://iceberg.apache.org/docs/1.10.0/spark-configuration/). */
function icebergCatalog(context: ApplicationContext, timing: SparkTiming): Values {
  const [{ accessKey, secret }] = context.s3Credentials('spark')
  const catalog: Values = {
    type: 'hive',
    uri: `thrift://${context.vip('hive-metastore', 'thrift')}`,
    warehouse: lake.warehouse,
    // A cached table hides what others commit.
    'cache-enabled': false,
    'io-impl': 'org.apache.iceberg.aws.s3.S3FileIO',
    'client.region': 'us-east-1',
    's3.endpoint': `http://${context.vip('seaweedfs', 's3')}`,
    's3.path-style-access': true,
    's3.access-key-id': accessKey,
    's3.secret-access-key': secret,
    'http-client.type': 'apache',
    'http-client.apache.connection-timeout-ms': timing.connectS * 1_000,
    'http-client.apache.socket-timeout-ms': timing.s3ReadS * 1_000,
  }
  return {
    'spark.sql.extensions': 'org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions',
    'spark.sql.catalog.lake': 'org.apache.iceberg.spark.SparkCatalog',
    ...prefixed('spark.sql.catalog.lake.', catalog),
    'spark.hadoop.hive.metastore.client.socket.timeout': `${timing.metastoreS}s`,
    'spark.hadoop.hive.metastore.connect.retries': 5,
    'spark.hadoop.hive.metastore.failure.retries': 5,
    // The Metastore forgets a commit's lock that is not renewed (see hive-metastore).
    'spark.hadoop.iceberg.hive.lock-heartbeat-interval-ms': 5_000,
  }
}

/** Hadoop's S3A, for the event log and for files that are not tables. */
function s3a(context: ApplicationContext): Values {
  const [{ accessKey, secret }] = context.s3Credentials('spark')
  const timing = timings[context.profile]
  return {
    ...prefixed('spark.hadoop.fs.s3a.', {
      endpoint: `http://${context.vip('seaweedfs', 's3')}`,
      'endpoint.region': 'us-east-1',
      'path.style.access': true,
      'connection.ssl.enabled': false,
      'aws.credentials.provider': 'org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
      'access.key': accessKey,
      'secret.key': secret,
      'connection.establish.timeout': timing.connectS * 1_000,
      'connection.timeout': timing.s3ReadS * 1_000,
      'downgrade.syncable.exceptions': true,
    }),
    'spark.hadoop.hadoop.tmp.dir': `${context.dataDirectory}/tmp`,
  }
}

/** `spark-env.sh`: makes `spark-submit` work in a shell on a compute host. */
export function clientEnvironmentScript(context: Context): string {
  const { HOME: _home, ...env } = workerEnvironment(context)
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`)
  return `# Generated by hanok; do not edit.\n${lines.join('\n')}\n`
}

/** `log4j2.properties`: everything to the console, where whoever started the process keeps it. */
export function logConfig(level: 'INFO' | 'WARN'): string {
  return [
    'status = error',
    'appender.console.type = Console',
    'appender.console.name = console',
    'appender.console.target = SYSTEM_ERR',
    'appender.console.layout.type = PatternLayout',
    'appender.console.layout.pattern = %d{ISO8601} %5p [%t] %c{2}: %m%n%ex',
    `rootLogger.level = ${level}`,
    'rootLogger.appenderRef.console.ref = console',
    '# S3A warns at every event log that S3 cannot flush: known, and the reason for rolling the log.',
    'logger.s3a.name = org.apache.hadoop.fs.s3a.S3ABlockOutputStream',
    'logger.s3a.level = ERROR',
    '',
  ].join('\n')
}

function prefixed(prefix: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))
}

function properties(values: Values): string {
  const lines = Object.entries(values).map(([name, value]) => `${name} ${value}`)
  return `# Generated by hanok; do not edit.\n${lines.join('\n')}\n`
}
