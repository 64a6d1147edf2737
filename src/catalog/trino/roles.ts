// The two roles of Trino: coordinators, of which one is active, and workers.

import type { PlanSizing, Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { java25 } from '../runtimes/java.ts'
import {
  type ConfigureContext,
  defineProcess,
  type NeedDefinition,
  type ProcessInput,
  type Role,
  type ShapeContext,
} from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import { storeNeeds } from '../store.ts'
import { serverCertificate } from './access.ts'
import { trinoFiles } from './config.ts'
import type { TrinoOptions } from './options.ts'
import { coordinatorRecovery, workerRecovery } from './recovery.ts'
import { coordinatorMemory, coordinatorSizing, workerSizing, workersOf } from './sizing.ts'
import { trinoSoftware } from './software.ts'

/** The account that both roles run as. */
export const account = { name: 'trino', uid: 61_006 } as const

type Context = ConfigureContext<TrinoOptions>

/** Flags of upstream's own jvm.config (Trino, "Deploying Trino") that do not depend on the size. */
const commonFlags = [
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:+UnlockDiagnosticVMOptions',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+EnableDynamicAgentLoading',
  '-Djdk.attach.allowAttachSelf=true',
  '-Djdk.nio.maxCachedBufferSize=2000000',
  '-Dfile.encoding=UTF-8',
  '--enable-native-access=ALL-UNNAMED',
]

const productionFlags = (heapMiB: number) =>
  `-Xms${heapMiB / 1024}g -Xmx${heapMiB / 1024}g -XX:+UseG1GC -XX:G1HeapRegionSize=32M -XX:ReservedCodeCacheSize=512M`
const rehearsalFlags = (heapMiB: number) =>
  `-Xms128m -Xmx${heapMiB}m -XX:+UseG1GC -XX:G1HeapRegionSize=4M -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=96M -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:+UseStringDeduplication`

function size(memoryMiB: number, cpus: number, diskGiB: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
}

/** The settings of a production node's memory, out of its sizing. */
function memorySettings(numbers: readonly PlanSizing[]): Size['settings'] {
  return {
    jvmFlags: productionFlags(amountOf(numbers, 'heapMiB')),
    queryMaxMemoryMiB: amountOf(numbers, 'queryMaxMemoryMiB'),
    queryMaxMemoryPerNodeMiB: amountOf(numbers, 'queryMaxMemoryPerNodeMiB'),
    heapHeadroomMiB: amountOf(numbers, 'heapHeadroomMiB'),
  }
}

function instanceName(context: Context): string {
  return context.instance.id.replaceAll('/', '-')
}

/** What upstream's launcher runs, without the launcher: its pid file outlives a killed server and then keeps it from starting. */
function trinoProcess(context: Context, input: Omit<ProcessInput, 'argv'>) {
  const etc = `${context.configDirectory}/etc`
  return defineProcess(context, account.name, {
    argv: [
      `${context.softwareDirectory(java25)}/bin/java`,
      '-server',
      ...String(context.size.settings.jvmFlags).split(' '),
      ...commonFlags,
      `-Djava.io.tmpdir=${context.dataDirectory}/tmp`,
      `-Dnode.id=${instanceName(context)}`,
      `-Dnode.environment=${context.plan.name.toLowerCase().replaceAll(/[^a-z0-9]/g, '_')}`,
      `-Dnode.data-dir=${context.dataDirectory}`,
      `-Dlog.levels-file=${etc}/log.properties`,
      '-Dlog.enable-console=true',
      `-Dconfig=${etc}/config.properties`,
      '-classpath',
      `${context.softwareDirectory(trinoSoftware)}/lib/*`,
      'io.trino.server.TrinoServer',
    ],
    env: { HOME: context.dataDirectory },
    workingDirectory: context.configDirectory,
    directories: [{ path: `${context.dataDirectory}/tmp`, mode: 0o700 }],
    readyTimeoutMs: 300_000,
    // `http-server.https.ssl-context.refresh-time`, a minute by default (Airlift 336, `HttpsConfig`).
    watches: { paths: [serverCertificate(context)], withinMs: 120_000 },
    ...input,
  })
}

const storeAndCatalog = (shape: Pick<ShapeContext<unknown>, 'target'>): readonly NeedDefinition[] => [
  { service: 'hive-metastore', endpoint: 'thrift', strength: 'hard', via: 'vip', why: 'names of tables' },
  ...storeNeeds(shape, 'hard', 'contents of tables'),
]

const own = (endpoint: string, strength: NeedDefinition['strength'], why: string): NeedDefinition => ({
  service: 'trino',
  endpoint,
  strength,
  via: endpoint === 'http' ? 'vip' : 'list',
  why,
})

/** Coordinators: the balancer sends everyone to one of them, and never back by itself. */
export const coordinator: Role<TrinoOptions> = {
  id: 'coordinator',
  title: text('coordinator', '코디네이터'),
  duties: ['coordination', 'query'],
  count: ({ tier, options }) => options.coordinators ?? (tier === 'ha' ? 2 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'standby' } : { kind: 'single' }),
  recovery: ({ profile }) => coordinatorRecovery(profile),
  needs: (shape) => [
    ...storeAndCatalog(shape),
    own('worker', 'soft', 'it gives tasks to the workers (R-6.6)'),
    own('http', 'soft', 'it asks the balancer which coordinator is active'),
  ],
  size: (shape, roomOf = noRoom) => {
    const numbers = coordinatorSizing(shape, roomOf)
    return {
      production: size(coordinatorMemory, 8, 50, {
        ...memorySettings(numbers),
        taskConcurrency: 16,
        hardConcurrencyLimit: amountOf(numbers, 'hardConcurrencyLimit'),
        maxQueued: amountOf(numbers, 'maxQueued'),
      }),
      rehearsal: size(840, 1, 1, {
        jvmFlags: rehearsalFlags(448),
        queryMaxMemoryMiB: 400,
        queryMaxMemoryPerNodeMiB: 160,
        heapHeadroomMiB: 100,
        taskConcurrency: 2,
        hardConcurrencyLimit: shape.options.concurrentQueries ?? 20,
        maxQueued: shape.options.queuedQueries ?? 500,
      }),
    }
  },
  software: [java25, trinoSoftware],
  configure: (context) => ({
    files: trinoFiles(context),
    process: trinoProcess(context, {
      ready: context.probeOf('trino', 'coordinator', context.address('data')),
      leader: {
        kind: 'http',
        address: context.endpoint('trino', 'http').virtualIp ?? '',
        port: context.endpoint('trino', 'http').port,
        path: '/v1/info',
        expectHeaders: { 'x-hanok-backend': `^${instanceName(context)}$` },
      },
      stop: { signal: 'SIGTERM', timeoutMs: 20_000 },
    }),
  }),
}

/** Workers: they announce themselves to whichever coordinator the virtual IP leads to. */
export const worker: Role<TrinoOptions> = {
  id: 'worker',
  title: text('worker', '워커'),
  duties: ['query'],
  count: workersOf,
  networks: ['data'],
  rule: (shape) => ({ kind: 'capacity', minimum: workersOf(shape) }),
  recovery: ({ profile }) => workerRecovery(profile),
  needs: (shape) => [
    ...storeAndCatalog(shape),
    own('http', 'hard', 'it announces itself to the active coordinator'),
    own('coordinator', 'soft', 'it reports on its tasks'),
    own('worker', 'soft', 'workers exchange data between the stages of a query'),
  ],
  fills: ['memoryMiB', 'cpus'],
  size: (shape, roomOf = noRoom) => {
    const numbers = workerSizing(shape, roomOf)
    return {
      production: size(amountOf(numbers, 'memoryMiB'), amountOf(numbers, 'cpus'), 200, {
        ...memorySettings(numbers),
        taskConcurrency: amountOf(numbers, 'taskConcurrency'),
      }),
      rehearsal: size(900, 1, 1, {
        jvmFlags: rehearsalFlags(512),
        queryMaxMemoryMiB: 400,
        queryMaxMemoryPerNodeMiB: 200,
        heapHeadroomMiB: 120,
        taskConcurrency: 2,
      }),
    }
  },
  software: [java25, trinoSoftware],
  configure: (context) => ({
    files: trinoFiles(context),
    process: trinoProcess(context, {
      ready: context.probeOf('trino', 'worker', context.address('data')),
      stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
    }),
  }),
}
