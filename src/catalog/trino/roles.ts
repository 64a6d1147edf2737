// The two roles of Trino: coordinators, of which one is active, and workers.

import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { java25 } from '../runtimes/java.ts'
import {
  type ConfigureContext,
  defineProcess,
  type NeedDefinition,
  type ProcessInput,
  type Role,
} from '../service.ts'
import { trinoFiles } from './config.ts'
import type { TrinoOptions } from './options.ts'
import { coordinatorRecovery } from './recovery.ts'
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

const productionFlags = (heapGiB: number) =>
  `-Xms${heapGiB}g -Xmx${heapGiB}g -XX:+UseG1GC -XX:G1HeapRegionSize=32M -XX:ReservedCodeCacheSize=512M`
const rehearsalFlags = (heapMiB: number) =>
  `-Xms128m -Xmx${heapMiB}m -XX:+UseG1GC -XX:G1HeapRegionSize=4M -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=96M -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:+UseStringDeduplication`

function size(memoryMiB: number, cpus: number, diskGiB: number, settings: Size['settings']): Size {
  return { memoryMiB, cpus, diskGiB, settings }
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
    ...input,
  })
}

const storeAndCatalog: readonly NeedDefinition[] = [
  { service: 'hive-metastore', endpoint: 'thrift', strength: 'hard', via: 'vip', why: 'names of tables' },
  { service: 'seaweedfs', endpoint: 's3', strength: 'hard', via: 'vip', why: 'contents of tables' },
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
  duties: ['query'],
  count: ({ tier, options }) => options.coordinators ?? (tier === 'ha' ? 2 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'standby' } : { kind: 'single' }),
  recovery: ({ profile }) => coordinatorRecovery(profile),
  needs: () => [
    ...storeAndCatalog,
    own('worker', 'soft', 'it gives tasks to the workers (R-6.6)'),
    own('http', 'soft', 'it asks the balancer which coordinator is active'),
  ],
  size: () => ({
    production: size(32_768, 8, 50, {
      jvmFlags: productionFlags(24),
      queryMaxMemoryMiB: 98_304,
      queryMaxMemoryPerNodeMiB: 12_288,
      heapHeadroomMiB: 7_168,
      taskConcurrency: 16,
    }),
    rehearsal: size(840, 1, 1, {
      jvmFlags: rehearsalFlags(448),
      queryMaxMemoryMiB: 400,
      queryMaxMemoryPerNodeMiB: 160,
      heapHeadroomMiB: 100,
      taskConcurrency: 2,
    }),
  }),
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
  count: ({ hostsOf, options }) => options.workers ?? hostsOf('query'),
  networks: ['data'],
  rule: ({ hostsOf, options }) => ({ kind: 'capacity', minimum: options.workers ?? hostsOf('query') }),
  needs: () => [
    ...storeAndCatalog,
    own('http', 'hard', 'it announces itself to the active coordinator'),
    own('coordinator', 'soft', 'it reports on its tasks'),
    own('worker', 'soft', 'workers exchange data between the stages of a query'),
  ],
  size: () => ({
    production: size(98_304, 24, 200, {
      jvmFlags: productionFlags(76),
      queryMaxMemoryMiB: 98_304,
      queryMaxMemoryPerNodeMiB: 40_960,
      heapHeadroomMiB: 22_528,
      taskConcurrency: 16,
    }),
    rehearsal: size(900, 1, 1, {
      jvmFlags: rehearsalFlags(512),
      queryMaxMemoryMiB: 400,
      queryMaxMemoryPerNodeMiB: 200,
      heapHeadroomMiB: 120,
      taskConcurrency: 2,
    }),
  }),
  software: [java25, trinoSoftware],
  configure: (context) => ({
    files: trinoFiles(context),
    process: trinoProcess(context, {
      ready: context.probeOf('trino', 'worker', context.address('data')),
      stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
    }),
  }),
}
