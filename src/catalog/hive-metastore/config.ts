// The Metastore's configuration files, made from the plan.

import type { Profile } from '../../model/plan.ts'
import { databaseOf, lake } from '../conventions.ts'
import type { ConfigureContext } from '../service.ts'
import type { HiveMetastoreOptions } from './options.ts'

/** How soon the Metastore gives up on others, by profile. */
interface MetastoreTiming {
  readonly connectTimeoutS: number
  /** Silence of Postgres after which a statement counts as lost. The Metastore's statements take milliseconds. */
  readonly socketTimeoutS: number
  /**
   * Age at which the lock of a commit counts as that of a dead client. Longer than a commit may be held up (a failover of
   * Postgres, about 32 s in `conservative`): Metastore 3.1 does not compare what it replaces, so that a commit that comes
   * after its lock was given away would undo another. Shorter than anybody should wait for a table whose writer died.
   */
  readonly lockTimeoutS: number
  readonly lockReaperS: number
}

/** One call of ours ends within about 18 s, so that no commit comes long after its client has given up. */
const callRetry = { attempts: 3, intervalS: 2, connectionTimeoutMs: 3_000 }

const timings: Readonly<Record<Profile, MetastoreTiming>> = {
  conservative: { connectTimeoutS: 5, socketTimeoutS: 20, lockTimeoutS: 40, lockReaperS: 5 },
  fast: { connectTimeoutS: 3, socketTimeoutS: 15, lockTimeoutS: 30, lockReaperS: 5 },
}

/** `metastore-site.xml`: where the Metastore listens, and its database behind Postgres' virtual IP. */
export function metastoreSite(context: ConfigureContext<HiveMetastoreOptions>): string {
  const { options, size } = context
  const timing = timings[context.profile]
  const { database } = databaseOf('hive-metastore')
  const [login] = context.databaseLogins('hive-metastore')
  const { port } = context.endpoint('hive-metastore', 'server')
  const address = context.address('data')
  const parameters = [
    'ApplicationName=hive-metastore',
    'tcpKeepAlive=true',
    `connectTimeout=${timing.connectTimeoutS}`,
    `loginTimeout=${2 * timing.connectTimeoutS}`,
    `socketTimeout=${timing.socketTimeoutS}`,
  ]
  const lockTimeoutS = options.lockTimeoutSeconds ?? timing.lockTimeoutS
  return hadoopXml({
    'metastore.thrift.bind.host': address,
    'metastore.thrift.port': port,
    'metastore.thrift.uris': `thrift://${address}:${port}`,
    'metastore.warehouse.dir': lake.warehouse,
    'metastore.warehouse.external.dir': lake.warehouse,
    'metastore.server.min.threads': 5,
    'metastore.server.max.threads': size.settings.maxThreads ?? 100,
    'javax.jdo.option.ConnectionURL': `jdbc:postgresql://${context.vip('postgres', 'primary')}/${database}?${parameters.join('&')}`,
    'javax.jdo.option.ConnectionDriverName': 'org.postgresql.Driver',
    'javax.jdo.option.ConnectionUserName': login.user,
    'javax.jdo.option.ConnectionPassword': login.password,
    'datanucleus.connectionPoolingType': 'HikariCP',
    'datanucleus.connectionPool.maxPoolSize': options.connectionPoolSize,
    'hikari.minimumIdle': 1,
    'hikari.idleTimeout': 60_000,
    'hikari.validationTimeout': 3_000,
    'datanucleus.schema.autoCreateAll': false,
    'metastore.schema.verification': true,
    'hikari.connectionTimeout': callRetry.connectionTimeoutMs,
    // A longer failover of Postgres is ridden out by the clients, which try their calls again.
    'metastore.hmshandler.retry.attempts': callRetry.attempts,
    'metastore.hmshandler.retry.interval': `${callRetry.intervalS}s`,
    // Iceberg commits under a table lock: that of a client that died must not block the table for minutes.
    'metastore.txn.timeout': `${lockTimeoutS}s`,
    'metastore.timedout.txn.reaper.start': `${timing.lockReaperS}s`,
    'metastore.timedout.txn.reaper.interval': `${timing.lockReaperS}s`,
    // The house keeper takes the locks away. Among the "remote" tasks it would run only beside a compactor, which this
    // distribution does not have (HiveMetaStore.startRemoteOnlyTasks).
    'metastore.task.threads.always':
      'org.apache.hadoop.hive.metastore.events.EventCleanerTask,org.apache.hadoop.hive.metastore.txn.AcidHouseKeeperService',
    'metastore.task.threads.remote': '',
    'metastore.expression.proxy': 'org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy',
  })
}

/** `core-site.xml`: object storage through S3A. Trino writes locations as `s3://`, Spark as `s3a://`; both are one. */
export function coreSite(context: ConfigureContext<HiveMetastoreOptions>): string {
  const [{ accessKey, secret }] = context.s3Credentials('hive-metastore')
  const fileSystem = 'org.apache.hadoop.fs.s3a.S3AFileSystem'
  return hadoopXml({
    'fs.s3.impl': fileSystem,
    'fs.s3a.impl': fileSystem,
    'fs.s3a.endpoint': `http://${context.vip('seaweedfs', 's3')}`,
    'fs.s3a.endpoint.region': 'us-east-1',
    'fs.s3a.path.style.access': true,
    'fs.s3a.connection.ssl.enabled': false,
    'fs.s3a.aws.credentials.provider': 'org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider',
    'fs.s3a.access.key': accessKey,
    'fs.s3a.secret.key': secret,
    'fs.s3a.connection.establish.timeout': 5_000,
    'fs.s3a.connection.timeout': 20_000,
    'fs.s3a.connection.maximum': 16,
    'fs.s3a.threads.max': 8,
    'hadoop.tmp.dir': `${context.dataDirectory}/tmp`,
  })
}

/** `log4j2.properties`: everything to the console, where whoever started the process keeps it. */
export function logConfig(): string {
  return [
    'status = error',
    'appender.console.type = Console',
    'appender.console.name = console',
    'appender.console.target = SYSTEM_OUT',
    'appender.console.layout.type = PatternLayout',
    'appender.console.layout.pattern = %d{ISO8601} %5p [%t] %c{2}: %m%n',
    'rootLogger.level = INFO',
    'rootLogger.appenderRef.console.ref = console',
    "# One line for each call and each connection, those of the balancer's checks too.",
    'logger.audit.name = org.apache.hadoop.hive.metastore.HiveMetaStore.audit',
    'logger.audit.level = WARN',
    'logger.handler.name = org.apache.hadoop.hive.metastore.HiveMetaStore',
    'logger.handler.level = WARN',
    'logger.datanucleus.name = DataNucleus',
    'logger.datanucleus.level = ERROR',
    '',
  ].join('\n')
}

function hadoopXml(properties: Readonly<Record<string, string | number | boolean>>): string {
  return [
    '<?xml version="1.0"?>',
    '<!-- Generated by hanok; do not edit. -->',
    '<configuration>',
    ...Object.entries(properties).flatMap(([name, value]) => [
      '  <property>',
      `    <name>${name}</name>`,
      `    <value>${escapeXml(String(value))}</value>`,
      '  </property>',
    ]),
    '</configuration>',
    '',
  ].join('\n')
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
