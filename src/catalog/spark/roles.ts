// The three roles of Spark: masters, of which one is active, workers, and the History Server.

import type { HostFile } from '../../model/artifacts.ts'
import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { java17, java17Home } from '../runtimes/java.ts'
import { jmxExporter, jmxExporterSoftware } from '../runtimes/jmx-exporter.ts'
import { python3 } from '../runtimes/python.ts'
import {
  type ConfigureContext,
  defineProcess,
  type NeedDefinition,
  type ProcessInput,
  type Role,
} from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { storeNeeds } from '../store.ts'
import {
  clientConfigDirectory,
  clientEnvironmentScript,
  clientProperties,
  historyProperties,
  kafkaJaasFile,
  logConfig,
  masterProperties,
  masterUrl,
  sparkEnvironment,
  sparkHome,
  workerEnvironment,
  workerProperties,
} from './config.ts'
import { jaasFile } from './kafka-login.ts'
import type { SparkOptions } from './options.ts'
import { masterRecovery } from './recovery.ts'
import { application, workerSizing, workersOf } from './sizing.ts'
import { py4jSoftware, sparkLakehouseSoftware, sparkSoftware } from './software.ts'

/** The account that all roles run as. */
export const account = { name: 'spark', uid: 61_007 } as const

type Context = ConfigureContext<SparkOptions>

/** What Java 17 closed and Spark looks into (Spark, JavaModuleOptions; its launcher adds them for drivers and executors only). */
const openedPackages = [
  ...['java.lang', 'java.lang.invoke', 'java.lang.reflect', 'java.io', 'java.net', 'java.nio', 'java.util'],
  ...['java.util.concurrent', 'java.util.concurrent.atomic', 'sun.nio.ch', 'sun.nio.cs', 'sun.util.calendar'],
].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`)

const lean = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=40m -Xss512k'

function size(memoryMiB: number, cpus: number, diskGiB: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
}

/** A daemon as upstream's scripts start it, without the scripts: they leave a pid file and a shell behind. */
function sparkProcess(
  context: Context,
  start: {
    mainClass: string
    args?: readonly string[]
    jars?: readonly string[]
    flags?: readonly string[]
  },
  input: Omit<ProcessInput, 'argv'>,
) {
  const { configDirectory, dataDirectory } = context
  const jars = [...(start.jars ?? []), `${sparkHome(context)}/jars/*`]
  return defineProcess(context, account.name, {
    argv: [
      `${java17Home}/bin/java`,
      ...String(context.size.settings.jvmFlags).split(' '),
      '-XX:+ExitOnOutOfMemoryError',
      ...(start.flags ?? []),
      ...openedPackages,
      `-Djava.io.tmpdir=${dataDirectory}/tmp`,
      '-classpath',
      [configDirectory, ...jars].join(':'),
      start.mainClass,
      ...(start.args ?? []),
      ...['--properties-file', `${configDirectory}/spark.properties`],
    ],
    env: sparkEnvironment(context),
    ...input,
    directories: [{ path: `${dataDirectory}/tmp`, mode: 0o700 }, ...(input.directories ?? [])],
  })
}

function daemonFiles(context: Context, settings: string): readonly HostFile[] {
  return [
    { path: `${context.configDirectory}/spark.properties`, content: settings },
    { path: `${context.configDirectory}/log4j2.properties`, content: logConfig('INFO') },
  ]
}

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'spark',
  endpoint,
  strength,
  via: 'list',
  why,
})

/** Masters: the active one gives workers to applications; the other takes over what ZooKeeper remembers. */
export const master: Role<SparkOptions> = {
  id: 'master',
  title: text('master', '마스터'),
  duties: ['coordination', 'compute'],
  // On YARN its resource managers do this work.
  count: ({ tier, options, target }) =>
    target === 'yarn' ? 0 : (options.masters ?? (tier === 'ha' ? 2 : 1)),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'standby' } : { kind: 'single' }),
  recovery: masterRecovery,
  needs: ({ tier }) => [
    ...(tier === 'ha'
      ? [
          {
            service: 'zookeeper',
            endpoint: 'client',
            strength: 'hard' as const,
            via: 'list' as const,
            why: 'the masters elect the active one and keep what it must know (R-2.4)',
            optional: true,
          },
        ]
      : []),
    own('worker', 'soft', 'it has the workers start executors'),
    own('driver', 'soft', 'it tells applications of their executors'),
  ],
  size: () => ({
    production: size(4_096, 2, 20, { jvmFlags: '-Xms2g -Xmx2g -XX:+UseG1GC', retainedApplications: 200 }),
    rehearsal: size(320, 1, 1, { jvmFlags: `-Xms32m -Xmx96m ${lean}`, retainedApplications: 20 }),
  }),
  software: [java17, sparkSoftware],
  configure: (context) => {
    const address = context.address('data')
    const web = context.endpoint('spark', 'master-web').port
    return {
      files: daemonFiles(context, masterProperties(context)),
      process: sparkProcess(
        context,
        {
          mainClass: 'org.apache.spark.deploy.master.Master',
          args: [
            ...['--host', address],
            ...['--port', String(context.endpoint('spark', 'master').port)],
            ...['--webui-port', String(web)],
          ],
        },
        {
          ready: context.probeOf('spark', 'master', address),
          leader: {
            kind: 'http',
            address,
            port: web,
            path: '/json/',
            expectBody: '"status"\\s*:\\s*"ALIVE"',
          },
        },
      ),
    }
  },
}

/** Workers, one on every compute host, with the executors of applications below them. Drivers run beside them. */
export const worker: Role<SparkOptions> = {
  id: 'worker',
  title: text('worker', '워커'),
  duties: ['compute'],
  count: workersOf,
  networks: ['data'],
  rule: (shape) => ({ kind: 'capacity', minimum: workersOf(shape) }),
  needs: (shape) => [
    own('master', 'hard', 'workers and drivers register with the active master'),
    own('master-web', 'soft', 'before it starts, it sees there whether the masters work'),
    own('driver', 'soft', 'executors report to the driver of their application'),
    own('executor', 'soft', 'executors and drivers exchange blocks'),
    own('shuffle', 'soft', 'executors read shuffle files of executors that are gone'),
    {
      service: 'hive-metastore',
      endpoint: 'thrift',
      strength: 'soft',
      via: 'vip',
      why: 'names of tables',
    },
    ...storeNeeds(shape, 'soft', 'contents of tables and the event log (R-6.7)'),
    {
      service: 'kafka',
      endpoint: 'broker',
      strength: 'soft',
      via: 'list',
      why: 'applications read topics',
      optional: true,
    },
  ],
  fills: ['memoryMiB', 'cpus'],
  size: (shape, roomOf = noRoom) => {
    const numbers = workerSizing(shape, roomOf)
    return {
      production: size(amountOf(numbers, 'memoryMiB'), amountOf(numbers, 'cpus'), 400, {
        jvmFlags: '-Xms1g -Xmx1g -XX:+UseG1GC',
        workerMemoryMiB: amountOf(numbers, 'workerMemoryMiB'),
        workerCores: amountOf(numbers, 'workerCores'),
        ...application,
        shufflePartitions: amountOf(numbers, 'shufflePartitions'),
        applicationJvmFlags: '-XX:+UseG1GC -XX:+ExitOnOutOfMemoryError',
      }),
      rehearsal: size(1_280, 1, 2, {
        jvmFlags: `-Xms32m -Xmx96m ${lean}`,
        workerMemoryMiB: 640,
        workerCores: 1,
        executorMemoryMiB: 640,
        executorCores: 1,
        driverMemoryMiB: 512,
        shufflePartitions: 2,
        applicationJvmFlags: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError',
      }),
    }
  },
  software: [java17, python3, sparkSoftware, py4jSoftware, sparkLakehouseSoftware],
  configure: (context) => {
    const address = context.address('data')
    const { settings } = context.size
    return {
      files: [...daemonFiles(context, workerProperties(context)), ...clientFiles(context)],
      process: sparkProcess(
        context,
        {
          mainClass: 'org.apache.spark.deploy.worker.Worker',
          args: [
            ...['--host', address],
            ...['--port', String(context.endpoint('spark', 'worker').port)],
            ...['--webui-port', String(context.endpoint('spark', 'worker-web').port)],
            ...['--cores', String(settings.workerCores)],
            ...['--memory', `${settings.workerMemoryMiB}m`],
            ...['--work-dir', `${context.dataDirectory}/work`],
            masterUrl(context),
          ],
        },
        {
          env: workerEnvironment(context),
          directories: ['work', 'local'].map((name) => ({
            path: `${context.dataDirectory}/${name}`,
            mode: 0o750,
          })),
          ready: context.probeOf('spark', 'worker', address),
        },
      ),
    }
  },
}

/** What drivers and executors read, on every compute host. */
function clientFiles(context: Context): readonly HostFile[] {
  return [
    { path: `${clientConfigDirectory}/spark-defaults.conf`, content: clientProperties(context) },
    { path: `${clientConfigDirectory}/spark-env.sh`, content: clientEnvironmentScript(context), mode: 0o644 },
    { path: `${clientConfigDirectory}/log4j2.properties`, content: logConfig('WARN'), mode: 0o644 },
    ...(context.has('kafka') ? [{ path: kafkaJaasFile, content: jaasFile(context) }] : []),
  ]
}

/** The History Server: what applications did, read from S3. Losing it loses no application and no log. */
export const history: Role<SparkOptions> = {
  id: 'history',
  title: text('History Server', '히스토리 서버'),
  duties: ['observability', 'control'],
  count: () => 1,
  networks: ['data'],
  rule: () => ({ kind: 'single' }),
  needs: (shape) => storeNeeds(shape, 'hard', 'the event logs of all applications'),
  size: () => ({
    production: size(6_144, 2, 20, { jvmFlags: '-Xms4g -Xmx4g -XX:+UseG1GC', retainedApplications: 50 }),
    rehearsal: size(448, 1, 1, { jvmFlags: `-Xms32m -Xmx160m ${lean}`, retainedApplications: 3 }),
  }),
  software: [java17, sparkSoftware, sparkLakehouseSoftware, jmxExporterSoftware],
  configure: (context) => {
    // It has no metrics of its own: those of its JVM are what there is.
    const exporter = jmxExporter(context, 'history-metrics', {
      includeObjectNames: ['java.lang:*'],
      rules: [],
    })
    return {
      files: [...daemonFiles(context, historyProperties(context)), exporter.file],
      process: sparkProcess(
        context,
        {
          mainClass: 'org.apache.spark.deploy.history.HistoryServer',
          jars: [`${context.softwareDirectory(sparkLakehouseSoftware)}/*`],
          flags: exporter.flags,
        },
        {
          after: [{ kind: 'job', id: 'job/seaweedfs/buckets' }],
          ready: context.probeOf('spark', 'history', context.address('data')),
        },
      ),
    }
  },
}
