// The roles of Prometheus: servers that measure, Alertmanagers that tell, and what measures each host.

import { text } from '../../model/text.ts'
import { defineProcess, type NeedDefinition, type Role, type ShapeContext } from '../service.ts'
import { amountOf } from '../sizing.ts'
import { alertmanagerConfig, serverFiles } from './config.ts'
import type { PrometheusOptions } from './options.ts'
import { serverSizing } from './sizing.ts'
import { alertmanagerSoftware, nodeExporterSoftware, prometheusSoftware } from './software.ts'

/** The account that all roles run as. */
export const account = { name: 'hanok-prometheus', uid: 61_015 } as const

/** Hosts from which on one Prometheus is no longer enough (R-2.6, "at large scale"): the shape `large` of R-7. */
const largeScaleHosts = 64

function servers({ options, hostCount, hostsOf }: ShapeContext<PrometheusOptions>): number {
  return options.servers ?? Math.min(hostCount >= largeScaleHosts ? 2 : 1, hostsOf('observability'))
}

const own = (endpoint: string, why: string): NeedDefinition => ({
  service: 'prometheus',
  endpoint,
  strength: 'soft',
  via: 'list',
  why,
})

/** Servers: each has every metric. */
export const server: Role<PrometheusOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['observability'],
  count: servers,
  networks: ['data'],
  rule: (shape) => (servers(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [own('alertmanager', 'it sends every alert to all of them')],
  size: (shape) => {
    const diskGiB = amountOf(serverSizing(shape), 'diskGiB')
    const memoryMiB = shape.tier === 'ha' ? 8_192 : 4_096
    return {
      production: {
        memoryMiB,
        cpus: 2,
        diskGiB,
        // A part of the disk is for what is written meanwhile: blocks are merged before the old ones go.
        settings: { retentionGiB: Math.floor(diskGiB * 0.85), goMemoryLimitMiB: Math.floor(memoryMiB * 0.8) },
      },
      rehearsal: {
        memoryMiB: 256,
        cpus: 0.5,
        diskGiB: 1,
        settings: { retentionGiB: 1, goMemoryLimitMiB: 160 },
      },
    }
  },
  software: [prometheusSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory, options, size } = context
    const address = context.address('management')
    const { port } = context.endpoint('prometheus', 'web')
    const series = `${dataDirectory}/series`
    return {
      files: serverFiles(context),
      process: defineProcess(context, account.name, {
        argv: [
          '/usr/bin/prometheus',
          `--config.file=${configDirectory}/prometheus.yml`,
          `--storage.tsdb.path=${series}`,
          `--storage.tsdb.retention.time=${options.retentionDays}d`,
          `--storage.tsdb.retention.size=${size.settings.retentionGiB}GB`,
          `--web.listen-address=${address}:${port}`,
          '--log.level=warn',
        ],
        env: { GOMEMLIMIT: `${size.settings.goMemoryLimitMiB}MiB`, GOGC: '50', HOME: dataDirectory },
        directories: [{ path: series, mode: 0o750 }],
        ready: context.probeOf('prometheus', 'web', address),
        // After a crash it reads its log of the last two hours again.
        readyTimeoutMs: 300_000,
        // It writes what it has in memory before it goes.
        stop: { signal: 'SIGTERM', timeoutMs: 30_000 },
      }),
    }
  },
}

/** Alertmanagers: each hears every alert. */
export const alertmanager: Role<PrometheusOptions> = {
  id: 'alertmanager',
  title: text('Alertmanager', '알림 관리자'),
  duties: ['observability', 'control'],
  count: ({ tier, hostsOf }) =>
    tier === 'ha' ? Math.min(2, Math.max(hostsOf('observability'), hostsOf('control'))) : 1,
  networks: [],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () =>
    ['alertmanager-peer', 'alertmanager-peer-udp'].map((endpoint) =>
      own(endpoint, 'they tell each other what was sent, so that nobody hears it twice'),
    ),
  size: () => ({
    production: { memoryMiB: 256, cpus: 0.25, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 64, cpus: 0.25, diskGiB: 1, settings: {} },
  }),
  software: [alertmanagerSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const address = context.address('management')
    const peerPort = context.endpoint('prometheus', 'alertmanager-peer').port
    const peers = context.instancesOf('alertmanager').filter(({ id }) => id !== context.instance.id)
    const configFile = `${configDirectory}/alertmanager.yml`
    return {
      // A webhook's address may hold its password.
      files: [{ path: configFile, content: alertmanagerConfig(context), mode: 0o600 }],
      process: defineProcess(context, account.name, {
        argv: [
          '/usr/bin/prometheus-alertmanager',
          `--config.file=${configFile}`,
          `--storage.path=${dataDirectory}`,
          `--web.listen-address=${address}:${context.endpoint('prometheus', 'alertmanager').port}`,
          // Without a partner there is nobody to agree with: an empty address switches gossip off.
          `--cluster.listen-address=${peers.length === 0 ? '' : `${address}:${peerPort}`}`,
          ...peers.map((peer) => `--cluster.peer=${context.addressOf(peer, 'management')}:${peerPort}`),
          '--log.level=warn',
        ],
        env: { HOME: dataDirectory },
        ready: context.probeOf('prometheus', 'alertmanager', address),
        readyTimeoutMs: 60_000,
      }),
    }
  },
}

/**
 * Collectors that say something true of a rehearsed host: it has a network and a tree of mounts of its own, but the processors, the memory
 * and the load that the others read are those of the machine that all hosts share.
 */
const rehearsedCollectors = ['disable-defaults', 'filesystem', 'netdev', 'netstat', 'sockstat']
  .map((name) => `--collector.${name}`)
  .join(' ')

/** What measures each host itself: processors, memory, disks, network, clock. */
export const nodeExporter: Role<PrometheusOptions> = {
  id: 'node-exporter',
  title: text('node exporter', '노드 지표 수집기'),
  duties: 'every',
  count: ({ hostCount }) => hostCount,
  networks: [],
  rule: () => ({ kind: 'per-host' }),
  needs: () => [],
  size: () => ({
    production: { memoryMiB: 64, cpus: 0.1, diskGiB: 1, settings: { collectors: '--collector.timex' } },
    rehearsal: { memoryMiB: 48, cpus: 0.1, diskGiB: 1, settings: { collectors: rehearsedCollectors } },
  }),
  software: [nodeExporterSoftware],
  configure: (context) => {
    const address = context.address('management')
    const { port } = context.endpoint('prometheus', 'node-metrics')
    return {
      files: [],
      process: defineProcess(context, account.name, {
        argv: [
          '/usr/bin/prometheus-node-exporter',
          `--web.listen-address=${address}:${port}`,
          '--log.level=warn',
          ...String(context.size.settings.collectors).split(' '),
        ],
        env: { GOMAXPROCS: '1', GOGC: '50' },
        ready: context.probeOf('prometheus', 'node-metrics', address),
        readyTimeoutMs: 30_000,
      }),
    }
  },
}
