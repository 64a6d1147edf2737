// The four roles of SeaweedFS: masters, volume servers, filers and S3 gateways.

import type { HostFile } from '../../model/artifacts.ts'
import type { Size } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { poolOf } from '../postgres/sizing.ts'
import { python3 } from '../runtimes/python.ts'
import {
  type ConfigureContext,
  defineProcess,
  type NeedDefinition,
  type ProcessInput,
  type Role,
} from '../service.ts'
import { amountOf, noRoom } from '../sizing.ts'
import {
  bucketsScript,
  filerFlags,
  filerToml,
  gatewayFlags,
  identitiesJson,
  masterFlags,
  masterToml,
  volumeFlags,
} from './config.ts'
import { afterFirstFiler } from './first-filer.ts'
import type { SeaweedfsOptions } from './options.ts'
import { filerRecovery, gatewayRecovery, masterRecovery, volumeRecovery } from './recovery.ts'
import {
  filersOf,
  gatewaySizing,
  gatewaysOf,
  volumeMemoryMiB,
  volumeSizeMiB,
  volumeSizing,
} from './sizing.ts'
import { seaweedfsSoftware } from './software.ts'

/** The account that all roles run as. */
export const account = { name: 'seaweedfs', uid: 61_003 } as const

type Context = ConfigureContext<SeaweedfsOptions>

const own = (
  endpoint: string,
  strength: NeedDefinition['strength'],
  why: string,
): readonly NeedDefinition[] =>
  [endpoint, `${endpoint}-grpc`].map((name) => ({
    service: 'seaweedfs',
    endpoint: name,
    strength,
    via: 'list',
    why,
  }))

function sizes(production: Partial<Size>, rehearsal: Partial<Size>): { production: Size; rehearsal: Size } {
  const goSettings = (memoryMiB: number) => ({ goMemoryLimitMiB: Math.round(memoryMiB * 0.7), goGc: 100 })
  const large = { memoryMiB: 8_192, cpus: 4, diskGiB: 50, settings: {}, ...production }
  const small = { memoryMiB: 256, cpus: 1, diskGiB: 1, settings: {}, ...rehearsal }
  return {
    production: { ...large, settings: { ...goSettings(large.memoryMiB), ...large.settings } },
    rehearsal: { ...small, settings: { ...goSettings(small.memoryMiB), goGc: 50, ...small.settings } },
  }
}

function weedProcess(
  context: Context,
  command: string,
  flags: readonly string[],
  input: Omit<ProcessInput, 'argv'>,
) {
  const weed = `${context.softwareDirectory(seaweedfsSoftware)}/weed`
  return defineProcess(context, account.name, {
    argv: [weed, '-logtostderr=true', command, ...flags],
    env: {
      HOME: context.dataDirectory,
      GOMEMLIMIT: `${context.size.settings.goMemoryLimitMiB}MiB`,
      GOGC: String(context.size.settings.goGc),
    },
    // weed looks for master.toml and filer.toml where it is started.
    workingDirectory: context.configDirectory,
    ...input,
  })
}

/** Masters: three that vote, or one. */
export const master: Role<SeaweedfsOptions> = {
  id: 'master',
  title: text('master', '마스터'),
  duties: ['storage'],
  count: ({ tier }) => (tier === 'ha' ? 3 : 1),
  networks: ['storage'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
  recovery: ({ profile }) => masterRecovery(profile),
  needs: () => [
    ...own('master', 'soft', 'masters elect a leader (Raft)'),
    ...own('volume', 'soft', 'the leader has volumes made, compacted and copied'),
    ...own('filer', 'soft', 'repair takes its lock through a filer'),
  ],
  size: () =>
    // A master gives out volumes and numbers; no data passes it.
    sizes({ cpus: 2, diskGiB: 20, settings: { volumeSizeMiB } }, { settings: { volumeSizeMiB: 64 } }),
  software: [seaweedfsSoftware],
  configure: (context) => ({
    files: [{ path: `${context.configDirectory}/master.toml`, content: masterToml(context) }],
    process: weedProcess(context, 'master', masterFlags(context), {
      ready: context.probeOf('seaweedfs', 'master', context.address('storage')),
      leader: {
        kind: 'http',
        address: context.address('storage'),
        port: context.endpoint('seaweedfs', 'master').port,
        path: '/cluster/status',
        expectBody: '"IsLeader":\\s*true',
      },
    }),
  }),
}

/** Volume servers: the data itself, on every storage host. */
export const volume: Role<SeaweedfsOptions> = {
  id: 'volume',
  title: text('volume server', '볼륨 서버'),
  duties: ['storage'],
  count: ({ hostsOf }) => hostsOf('storage'),
  networks: ['storage'],
  rule: () => ({ kind: 'dataset', dataset: 'dataset/seaweedfs-volumes' }),
  recovery: volumeRecovery,
  needs: () => [
    ...own('master', 'hard', 'it reports its volumes to the leading master'),
    ...own('volume', 'soft', 'volume servers copy every write to the other rack'),
  ],
  fills: ['diskGiB'],
  size: (shape, roomOf = noRoom) =>
    sizes(
      {
        memoryMiB: volumeMemoryMiB,
        cpus: 8,
        diskGiB: amountOf(volumeSizing(shape, roomOf), 'diskGiB'),
        settings: { maxVolumes: 0, minFreeSpace: '5' },
      },
      { diskGiB: 4, settings: { maxVolumes: 60, minFreeSpace: '1' } },
    ),
  software: [seaweedfsSoftware],
  configure: (context) => ({
    files: [],
    process: weedProcess(context, 'volume', volumeFlags(context), {
      directories: [{ path: context.configDirectory, mode: 0o750 }],
      ready: context.probeOf('seaweedfs', 'volume', context.address('storage')),
    }),
  }),
}

/** Filers: names of objects, in Postgres. */
export const filer: Role<SeaweedfsOptions> = {
  id: 'filer',
  title: text('filer', '파일러'),
  duties: ['storage'],
  count: filersOf,
  networks: ['storage', 'data'],
  apartFrom: ['seaweedfs/master'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  recovery: filerRecovery,
  needs: () => [
    ...own('master', 'hard', 'it asks the leading master where to write'),
    ...own('volume', 'hard', 'it writes contents to the volume servers'),
    ...own('filer', 'soft', 'filers follow each other’s changes'),
    { service: 'postgres', endpoint: 'primary', strength: 'hard', via: 'vip', why: 'its metadata (R-2.1)' },
  ],
  size: ({ clientsOf }) =>
    sizes(
      { settings: { databaseConnections: poolOf(clientsOf('postgres', 'primary')) } },
      { settings: { databaseConnections: 8 } },
    ),
  software: [seaweedfsSoftware, python3],
  configure: (context) => {
    const first = context.instancesOf('filer')[0]?.id === context.instance.id
    const later = afterFirstFiler(context)
    const script = `${context.configDirectory}/buckets.sh`
    const weed = `${context.softwareDirectory(seaweedfsSoftware)}/weed`
    const files: HostFile[] = [
      { path: `${context.configDirectory}/filer.toml`, content: filerToml(context) },
      ...(first ? [{ path: script, content: bucketsScript(context, weed), mode: 0o750 }] : []),
      ...later.files,
    ]
    return {
      files,
      process: weedProcess(context, 'filer', filerFlags(context), {
        after: [{ kind: 'job', id: 'job/postgres/databases' }],
        prepare: later.prepare,
        ready: context.probeOf('seaweedfs', 'filer', context.address('storage')),
        // Being asked to end, 4.48 takes no new connection and waits 15 s for those that follow its changes and never end, while the others still
        // turn to it for the lock of an object: writes hung for as long (seen). All that it has is in Postgres.
        stop: { signal: 'SIGTERM', timeoutMs: 3_000 },
        // A gateway passes over a filer that failed it three times for 30 s (`resetTimeout`, weed/wdclient/filer_client.go): with one restarted
        // right after the other it had none (seen: 500).
        passedOverMs: 35_000,
        // Filers that meet each other half started on an empty store exit: they must not come back in step.
        restart: { delayMs: first ? 1_000 : 4_000, maxDelayMs: 15_000 },
      }),
      ...(first
        ? {
            jobs: [
              {
                id: 'job/seaweedfs/buckets' as const,
                user: account.name,
                argv: ['/bin/sh', script],
                env: { HOME: context.dataDirectory },
                workingDirectory: context.dataDirectory,
                after: [
                  {
                    kind: 'probe' as const,
                    what: 'endpoint/seaweedfs/filer',
                    probe: context.probeOf('seaweedfs', 'filer', context.address('storage')),
                  },
                ],
                timeoutMs: 120_000,
                retryDelayMs: 2_000,
              },
            ],
          }
        : {}),
    }
  },
}

/** S3 gateways: what everyone else speaks to, behind the balancer. */
export const s3: Role<SeaweedfsOptions> = {
  id: 's3',
  title: text('S3 gateway', 'S3 게이트웨이'),
  duties: ['storage'],
  count: gatewaysOf,
  networks: ['storage', 'data'],
  apartFrom: ['seaweedfs/filer'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  recovery: ({ profile }) => gatewayRecovery(profile),
  needs: () => [
    ...own('filer', 'hard', 'names of objects'),
    ...own('master', 'soft', 'it finds filers and volumes through the masters'),
    ...own('volume', 'hard', 'it reads and writes contents at the volume servers'),
  ],
  size: (shape) =>
    sizes(
      { settings: { cacheMiB: amountOf(gatewaySizing(shape), 'cacheMiB') } },
      { settings: { cacheMiB: 16 } },
    ),
  software: [seaweedfsSoftware],
  configure: (context) => ({
    files: [{ path: `${context.configDirectory}/s3.json`, content: identitiesJson(context) }],
    process: weedProcess(context, 's3', gatewayFlags(context), {
      ready: context.probeOf('seaweedfs', 'gateway', context.address('data')),
      // It reads its identities again (seen in 4.48: within half a second).
      reload: { signal: 'SIGHUP' },
    }),
  }),
}
