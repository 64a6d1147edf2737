// The three roles of Kafka: controllers, brokers and Connect workers, each on hosts of its own.

import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { curl } from '../opensearch/software.ts'
import { java25 } from '../runtimes/java.ts'
import { jmxExporter, jmxExporterSoftware } from '../runtimes/jmx-exporter.ts'
import { python3 } from '../runtimes/python.ts'
import { type ConfigureContext, defineProcess, type ProcessInput, type Role } from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { accessFiles, accessJob, accessJobId } from './access-job.ts'
import {
  brokerProperties,
  clusterId,
  connectProperties,
  controllerProperties,
  initialControllers,
  logConfig,
} from './config.ts'
import { rootUserArguments } from './login.ts'
import { isActiveController, kafkaMetrics } from './metrics.ts'
import type { KafkaOptions } from './options.ts'
import { restAccessFiles, restAccessFlag, restProbe } from './rest-access.ts'
import { brokerHeapMiB, brokerSizing, brokersOf, defaultPartitions } from './sizing.ts'
import { kafkaPythonSoftware, kafkaSoftware } from './software.ts'
import { brokerRecovery, connectRecovery, controllerRecovery } from './timing.ts'
import { answersProbe } from './wire.ts'

/** The account that all roles run as. */
export const account = { name: 'kafka', uid: 61_008 } as const

type Context = ConfigureContext<KafkaOptions>

const lean = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=48m -Xss512k'

/** Partitions of a topic that names none, in a rehearsal: one for each of three brokers. */
const rehearsalPartitions = 3

function size(memoryMiB: number, diskGiB: number, cpus: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
}

function java(context: Context, flags: string, mainClass: string, ...rest: string[]): readonly string[] {
  return [
    `${context.softwareDirectory(java25)}/bin/java`,
    ...flags.split(' '),
    '-XX:+ExitOnOutOfMemoryError',
    `-Dlog4j2.configurationFile=${context.configDirectory}/log4j2.properties`,
    '-classpath',
    `${context.softwareDirectory(kafkaSoftware)}/*`,
    mainClass,
    ...rest,
  ]
}

function kafkaProcess(
  context: Context,
  mainClass: string,
  configFile: string,
  { flags = [], ...input }: Omit<ProcessInput, 'argv'> & { readonly flags?: readonly string[] },
) {
  return defineProcess(context, account.name, {
    argv: java(
      context,
      [context.size.settings.jvmFlags, ...exporterOf(context).flags, ...flags].join(' '),
      mainClass,
      configFile,
    ),
    env: { HOME: context.dataDirectory },
    readyTimeoutMs: 240_000,
    ...input,
    stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
  })
}

/** What tells the metrics of a node; `/metrics` of it is an endpoint of its role. */
function exporterOf(context: Context) {
  return jmxExporter(context, `${context.instance.role}-metrics`, kafkaMetrics)
}

/** Writes the node's identity into its empty data folder. */
function formatStep(context: Context, configFile: string, rest: readonly string[]) {
  return {
    name: 'format',
    argv: java(
      context,
      '-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1',
      'kafka.tools.StorageTool',
      ...['format', '--ignore-formatted', '-t', clusterId(context), '-c', configFile, ...rest],
    ),
    unlessExists: `${context.dataDirectory}/log/meta.properties`,
    timeoutMs: 120_000,
  }
}

/** Controllers: the Raft quorum that holds the cluster's metadata. */
export const controller: Role<KafkaOptions> = {
  id: 'controller',
  title: text('controller', '컨트롤러'),
  duties: ['kafka-controller'],
  count: ({ tier }) => (tier === 'ha' ? 3 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
  recovery: ({ profile }) => controllerRecovery(profile),
  needs: () => [],
  size: (shape) => ({
    production: size(6_144, 50, 4, {
      jvmFlags: '-Xms2g -Xmx2g -XX:+UseG1GC',
      partitions: defaultPartitions(shape),
    }),
    rehearsal: size(288, 1, 1, {
      jvmFlags: `-Xms32m -Xmx80m ${lean}`,
      partitions: shape.options.partitions ?? rehearsalPartitions,
    }),
  }),
  software: [java25, kafkaSoftware, jmxExporterSoftware],
  configure: (context) => {
    const configFile = `${context.configDirectory}/controller.properties`
    const usersFile = `${context.configDirectory}/format-users.txt`
    const voters = ['--initial-controllers', initialControllers(context)]
    return {
      files: [
        { path: configFile, content: controllerProperties(context) },
        { path: usersFile, content: rootUserArguments(context) },
        { path: `${context.configDirectory}/log4j2.properties`, content: logConfig },
        exporterOf(context).file,
      ],
      process: kafkaProcess(context, 'kafka.Kafka', configFile, {
        prepare: [formatStep(context, configFile, [...voters, `@${usersFile}`])],
        ready: answersProbe(context.address('data'), context.endpoint('kafka', 'controller').port),
        leader: {
          kind: 'http',
          address: context.address('management'),
          port: context.endpoint('kafka', 'controller-metrics').port,
          path: '/metrics',
          expectBody: isActiveController,
        },
      }),
    }
  },
}

/** Brokers: the data, every topic copied over the racks. */
export const broker: Role<KafkaOptions> = {
  id: 'broker',
  title: text('broker', '브로커'),
  duties: ['kafka-broker'],
  count: brokersOf,
  networks: ['data'],
  rule: () => ({ kind: 'dataset', dataset: 'dataset/kafka-topics' }),
  recovery: ({ profile }) => brokerRecovery(profile),
  needs: () => [
    {
      service: 'kafka',
      endpoint: 'controller',
      strength: 'hard',
      via: 'list',
      why: 'brokers register with and follow the controllers',
    },
  ],
  fills: ['diskGiB'],
  size: (shape, roomOf = noRoom) => {
    const numbers = brokerSizing(shape, roomOf)
    return {
      production: size(amountOf(numbers, 'memoryMiB'), amountOf(numbers, 'diskGiB'), 8, {
        jvmFlags: `-Xms${brokerHeapMiB / 1024}g -Xmx${brokerHeapMiB / 1024}g -XX:+UseG1GC -XX:MaxGCPauseMillis=20`,
        partitions: amountOf(numbers, 'partitions'),
        internalPartitions: 50,
        networkThreads: 3,
        ioThreads: 8,
        cleanerMiB: 128,
      }),
      rehearsal: size(480, 4, 1, {
        jvmFlags: `-Xms64m -Xmx192m ${lean}`,
        partitions: shape.options.partitions ?? rehearsalPartitions,
        internalPartitions: 6,
        networkThreads: 2,
        ioThreads: 4,
        cleanerMiB: 16,
      }),
    }
  },
  software: [java25, kafkaSoftware, jmxExporterSoftware, python3, kafkaPythonSoftware],
  configure: (context) => {
    const configFile = `${context.configDirectory}/broker.properties`
    const { port } = context.endpoint('kafka', 'broker')
    const first = context.instancesOf('broker')[0]?.id === context.instance.id
    return {
      files: [
        { path: configFile, content: brokerProperties(context) },
        { path: `${context.configDirectory}/log4j2.properties`, content: logConfig },
        exporterOf(context).file,
        ...(first ? accessFiles(context) : []),
      ],
      process: kafkaProcess(context, 'kafka.Kafka', configFile, {
        prepare: [formatStep(context, configFile, ['--no-initial-controllers'])],
        ready: answersProbe(context.address('data'), port),
      }),
      ...(first ? { jobs: [accessJob(context, account.name)] } : {}),
    }
  },
}

/** Connect workers: connectors that bring data in, taken over by another worker when one is lost. */
export const connect: Role<KafkaOptions> = {
  id: 'connect',
  title: text('Connect worker', '커넥트 워커'),
  duties: ['kafka-connect'],
  count: ({ tier, hostsOf }) => (tier === 'ha' ? hostsOf('kafka-connect') : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  recovery: ({ profile, options }) => connectRecovery(profile, options),
  needs: () => [
    {
      service: 'kafka',
      endpoint: 'broker',
      strength: 'hard',
      via: 'list',
      why: 'connectors write to topics, and Connect keeps its own state in three',
    },
    {
      service: 'kafka',
      endpoint: 'connect',
      strength: 'soft',
      via: 'list',
      why: 'workers pass requests on to the one that leads their group',
    },
  ],
  size: () => ({
    production: size(8_192, 50, 4, { jvmFlags: '-Xms4g -Xmx4g -XX:+UseG1GC' }),
    rehearsal: size(560, 2, 1, { jvmFlags: `-Xms64m -Xmx192m ${lean}` }),
  }),
  software: [java25, kafkaSoftware, jmxExporterSoftware, curl],
  configure: (context) => {
    const configFile = `${context.configDirectory}/connect.properties`
    return {
      files: [
        { path: configFile, content: connectProperties(context) },
        { path: `${context.configDirectory}/log4j2.properties`, content: logConfig },
        ...restAccessFiles(context),
        exporterOf(context).file,
      ],
      process: kafkaProcess(context, 'org.apache.kafka.connect.cli.ConnectDistributed', configFile, {
        flags: [restAccessFlag(context)],
        directories: [{ path: `${context.dataDirectory}/inbox`, mode: 0o755 }],
        after: [{ kind: 'job', id: accessJobId }],
        ready: restProbe(context, context.address('data'), context.endpoint('kafka', 'connect').port),
      }),
    }
  },
}
