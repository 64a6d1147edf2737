// HAProxy and Keepalived on the edge hosts: the virtual IPs, and everything behind them. Part of the catalog.

import type { NetworkId, Probe } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import {
  type ConfigureContext,
  defineProcess,
  defineService,
  type Role,
  type ShapeContext,
} from '../service.ts'
import { amountOf } from '../sizing.ts'
import { edgeCount } from './edges.ts'
import { haproxyConfig } from './haproxy-config.ts'
import {
  haproxyCheck,
  haproxyRecovery,
  keepalivedConfig,
  keepalivedRecovery,
  virtualAddresses,
} from './keepalived-config.ts'
import { type LoadBalancerOptions, loadBalancerOptions } from './options.ts'
import { loadBalancerRules } from './rules.ts'
import { haproxySizing } from './sizing.ts'
import { haproxySoftware, keepalivedSoftware } from './software.ts'

const account = { name: 'load-balancer', uid: 61_009 } as const

/** None where an appliance outside the platform holds the virtual IPs. */
function balancers(shape: ShapeContext<LoadBalancerOptions>): number {
  return shape.options.kind === 'hardware' ? 0 : edgeCount(shape)
}

/** Succeeds on the host that holds the first virtual IP; all move together. */
function holdsVirtualIp(context: ConfigureContext<LoadBalancerOptions>): { leader: Probe } | undefined {
  const [first] = virtualAddresses(context)
  if (first === undefined) return undefined
  return {
    leader: {
      kind: 'exec',
      argv: ['ip', '-oneline', 'address', 'show', 'to', `${first.address}/32`],
      expectOutput: first.address.replaceAll('.', '\\.'),
    },
  }
}

/** Ports below this one belong to root, and to whoever may bind them all the same (kernel, ip-sysctl: ip_unprivileged_port_start). */
const firstFreePort = 1_024

/** People open 443 and 80: HAProxy may bind them, and may do nothing else of root's. */
function bindCapabilities({ plan }: ConfigureContext<LoadBalancerOptions>): readonly string[] {
  const isLow = plan.endpoints.some(({ virtualIp, port }) => virtualIp !== undefined && port < firstFreePort)
  return isLow ? ['CAP_NET_BIND_SERVICE'] : []
}

const haproxy: Role<LoadBalancerOptions> = {
  id: 'haproxy',
  title: text('HAProxy', 'HAProxy'),
  duties: ['edge'],
  count: balancers,
  networks: ['data', 'service'],
  rule: (shape) => (balancers(shape) > 1 ? { kind: 'standby' } : { kind: 'single' }),
  recovery: ({ profile }) => haproxyRecovery(profile),
  needs: () => [],
  size: (shape) => {
    const threads = amountOf(haproxySizing(shape), 'threads')
    return {
      production: {
        memoryMiB: 2_048,
        cpus: threads,
        diskGiB: 5,
        settings: { maxConnections: 20_000, threads },
      },
      rehearsal: { memoryMiB: 96, cpus: 1, diskGiB: 1, settings: { maxConnections: 2_000, threads: 1 } },
    }
  },
  software: [haproxySoftware],
  configure: (context) => {
    const configFile = `${context.configDirectory}/haproxy.cfg`
    return {
      files: [{ path: configFile, content: haproxyConfig(context) }],
      process: defineProcess(context, account.name, {
        argv: ['/usr/sbin/haproxy', '-db', '-f', configFile],
        capabilities: bindCapabilities(context),
        ready: context.probeOf('load-balancer', 'health', context.address('data')),
        readyTimeoutMs: 30_000,
        ...holdsVirtualIp(context),
        restart: { delayMs: 500, maxDelayMs: 5_000 },
        // SIGUSR1 would wait for every connection to end by itself; here the sessions are cut.
        stop: { signal: 'SIGTERM', timeoutMs: 10_000 },
        limits: {
          memoryMiB: context.size.memoryMiB,
          cpus: context.size.cpus,
          openFiles: 65_536,
          nice: -5,
        },
      }),
    }
  },
}

const keepalived: Role<LoadBalancerOptions> = {
  id: 'keepalived',
  title: text('Keepalived', 'Keepalived'),
  duties: ['edge'],
  // Its check asks the HAProxy of its own host.
  beside: 'haproxy',
  count: balancers,
  networks: ['data', 'service'],
  rule: (shape) => (balancers(shape) > 1 ? { kind: 'standby' } : { kind: 'single' }),
  recovery: ({ profile }) => keepalivedRecovery(profile),
  needs: () => [],
  size: () => ({
    production: { memoryMiB: 128, cpus: 0.25, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 48, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
  software: [keepalivedSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const configFile = `${configDirectory}/keepalived.conf`
    const checkFile = `${configDirectory}/check-haproxy`
    const { port } = context.endpoint('load-balancer', 'health')
    const [pid, vrrpPid, checkersPid] = pidFilesOf(dataDirectory)
    return {
      files: [
        { path: configFile, content: keepalivedConfig(context, account.name, checkFile) },
        { path: checkFile, content: haproxyCheck(context.address('data'), port), mode: 0o755 },
      ],
      process: defineProcess(context, account.name, {
        argv: [
          '/usr/sbin/keepalived',
          '--dont-fork',
          '--log-console',
          `--use-file=${configFile}`,
          `--pid=${pid}`,
          `--vrrp_pid=${vrrpPid}`,
          `--checkers_pid=${checkersPid}`,
        ],
        // After a sudden death they are still there, and any process may have got their numbers since: it would say "daemon is already running"
        // (2.2.7, seen) and never hold the virtual IP again.
        prepare: [
          {
            name: 'no process ids of its last life',
            argv: ['/bin/rm', '-f', ...pidFilesOf(dataDirectory)],
            timeoutMs: 10_000,
          },
        ],
        // SETGID: Keepalived drops supplementary groups before each check. Without it the check is not run, yet
        // counts as passed (2.2.7, tried), and a dead HAProxy keeps the virtual IP.
        capabilities: ['CAP_NET_ADMIN', 'CAP_NET_RAW', 'CAP_NET_BROADCAST', 'CAP_SETGID'],
        ready: { kind: 'alive', forMs: 2_000 },
        readyTimeoutMs: 30_000,
        ...holdsVirtualIp(context),
        restart: { delayMs: 500, maxDelayMs: 5_000 },
        stop: { signal: 'SIGTERM', timeoutMs: 5_000 },
        limits: {
          memoryMiB: context.size.memoryMiB,
          cpus: context.size.cpus,
          openFiles: 1_024,
          // An advertisement that is late moves the virtual IP.
          nice: -10,
        },
      }),
    }
  },
}

/** Keepalived keeps its process ids in files, and cannot be told not to. */
function pidFilesOf(directory: string): readonly [string, string, string] {
  return [`${directory}/keepalived.pid`, `${directory}/vrrp.pid`, `${directory}/checkers.pid`]
}

/** Where virtual IPs stand: on Kubernetes the API's is on the management network. */
function vipNetworks({ target }: ShapeContext<LoadBalancerOptions>): readonly NetworkId[] {
  return target === 'kubernetes' ? ['management', 'data', 'service'] : ['data', 'service']
}

const hardwareWhy = text(
  'L4 is a hardware appliance outside the plan; only L7 stands on the edge hosts',
  'L4는 계획 밖의 하드웨어 장비이고, 입구 호스트에는 L7만 둡니다',
)

/** The load balancer as Hanok runs it: see README.md beside this file. */
export const service = defineService<LoadBalancerOptions>({
  id: 'load-balancer',
  title: text('load balancer', '로드 밸런서'),
  version: '2.6',
  options: loadBalancerOptions,
  account,
  roles: [haproxy, keepalived],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'health',
      role: 'haproxy',
      networks: ['data'],
      port: 8_404,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'direct',
      name: 'peers',
      role: 'haproxy',
      networks: ['data'],
      port: 10_000,
      protocol: 'haproxy-peers',
      auth: 'none',
    },
  ],
  datasets: () => [],
  capabilities: {},
  sizing: (shape) => (balancers(shape) > 0 ? haproxySizing(shape) : []),
  flows: (shape) =>
    balancers(shape) === 0
      ? []
      : [
          {
            from: 'load-balancer/haproxy',
            to: 'peers',
            protocol: 'tcp',
            network: 'data',
            why: 'both edges agree on the active backend',
          },
          ...vipNetworks(shape).map((network) => ({
            from: 'load-balancer/keepalived' as const,
            to: 'keepalived',
            protocol: 'vrrp' as const,
            network,
            why: 'who holds the virtual IP',
          })),
        ],
  outside: ({ options }) =>
    options.kind === 'hardware'
      ? {
          decision: {
            about: 'load-balancer',
            why: 'The virtual IPs are on a hardware L4 outside this plan: that it is doubled, how long it takes over, and its rules are its operator’s to answer for; the plan says which addresses, ports and checks it must have.',
            source: 'R-5.1',
          },
          relaxes: {
            rule: 'R-7.2',
            why: hardwareWhy.en,
            text: hardwareWhy,
          },
        }
      : undefined,
  rules: () => loadBalancerRules,
  probe: (endpoint, address, port) =>
    endpoint === 'health'
      ? { kind: 'http', address, port, path: '/healthz', expectStatus: [200] }
      : { kind: 'tcp', address, port },
  kubernetes: {
    realisation: 'chart',
    version: '3.3.10',
    // In the network of their hosts, one on each: what is not there any more does not move.
    roles: [
      {
        ...haproxy,
        moves: false,
        // It may use what is free beside Traefik; what it asks for must fit on an edge host of eight processors.
        size: (shape) => {
          const sizes = haproxy.size(shape)
          const cpus = Math.min(4, sizes.production.cpus)
          return { ...sizes, production: { ...sizes.production, cpus } }
        },
      },
      { ...keepalived, moves: false },
    ],
  },
  decisions: [
    {
      about: 'load-balancer/haproxy',
      why: 'Two edge hosts, one virtual IP on each network; all of them move together to the host whose HAProxy answers.',
      source: 'R-7.2; RFC 5798',
    },
    {
      about: 'endpoint/trino/http',
      why: 'No automatic failback: both edges remember the active backend in a shared stick table.',
      source: 'R-2.3; HAProxy, configuration.txt, "stick on" and "peers"',
    },
  ],
})
