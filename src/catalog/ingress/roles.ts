// The roles of the ingress: nginx and what tells its counts on hosts, Traefik on Kubernetes.

import { text } from '../../model/text.ts'
import { edgeCount } from '../load-balancer/edges.ts'
import { defineProcess, type Role } from '../service.ts'
import { certificates, edgeBasics } from './edge-files.ts'
import { nginxConfig } from './nginx-config.ts'
import type { IngressOptions } from './options.ts'
import { exporterSoftware, nginxSoftware, wafSoftware } from './software.ts'
import { edgeRecovery } from './timing.ts'
import { wafConfig } from './waf.ts'

/** The account that all roles run as. */
export const account = { name: 'ingress', uid: 61_017 } as const

/** Roles of which one edge has one. */
export const l7 = {
  duties: ['edge'],
  needs: () => [],
  rule: (shape) => (edgeCount(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
} satisfies Partial<Role<IngressOptions>>

/** On every edge, where it is the server that was chosen. */
export function onEdges(server: IngressOptions['server']): Role<IngressOptions>['count'] {
  return (shape) => (shape.options.server === server ? edgeCount(shape) : 0)
}

const nginxSizes = {
  production: {
    memoryMiB: 1_024,
    cpus: 2,
    diskGiB: 5,
    settings: { workers: 2, workerConnections: 8_192 },
  },
  rehearsal: { memoryMiB: 192, cpus: 0.5, diskGiB: 1, settings: { workers: 1, workerConnections: 512 } },
} as const

/** nginx: equals, each of which serves every name. */
export const nginx: Role<IngressOptions> = {
  ...l7,
  id: 'nginx',
  title: text('nginx', 'nginx'),
  count: onEdges('nginx'),
  networks: ['service'],
  recovery: ({ profile }) => edgeRecovery(profile),
  size: () => nginxSizes,
  software: [nginxSoftware, wafSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory, options } = context
    const [configFile, wafFile] = [`${configDirectory}/nginx.conf`, `${configDirectory}/waf.conf`]
    const wafDirectory = `${dataDirectory}/waf`
    const basics = edgeBasics(context, 'nginx')
    const services = basics.names.map(({ service }) => service)
    const config = nginxConfig({
      ...basics,
      status: `${context.address('management')}:${context.endpoint('ingress', 'status').port}`,
      ...(options.waf === 'off' ? {} : { wafFile }),
    })
    return {
      files: [
        { path: configFile, content: config },
        ...(options.waf === 'off'
          ? []
          : [{ path: wafFile, content: wafConfig({ options, services, directory: wafDirectory }) }]),
        ...certificates(context, basics.names),
      ],
      process: defineProcess(context, account.name, {
        // It opens its log by name, which only a pipe of its own account lets it do: `cat` carries it to where all processes log.
        argv: ['/bin/bash', '-c', 'exec "$@" > >(exec cat)', 'nginx', '/usr/sbin/nginx', '-c', configFile],
        directories: [{ path: wafDirectory, mode: 0o700 }],
        ready: context.probeOf('ingress', 'nginx', context.address('service')),
        readyTimeoutMs: 60_000,
        restart: { delayMs: 500, maxDelayMs: 5_000 },
        reload: { signal: 'SIGHUP' },
        // Requests that run may end.
        stop: { signal: 'SIGQUIT', timeoutMs: 15_000 },
      }),
    }
  },
}

/** What tells Prometheus the counts of the nginx with its number. They need not share a host. */
export const exporter: Role<IngressOptions> = {
  ...l7,
  id: 'exporter',
  title: text('metrics of nginx', 'nginx 지표 수집기'),
  count: onEdges('nginx'),
  networks: [],
  needs: () => [
    {
      service: 'ingress',
      endpoint: 'status',
      strength: 'startup',
      via: 'list',
      why: 'the counts that it tells',
    },
  ],
  size: () => ({
    production: { memoryMiB: 64, cpus: 0.1, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 32, cpus: 0.1, diskGiB: 1, settings: {} },
  }),
  software: [exporterSoftware],
  configure: (context) => {
    const address = context.address('management')
    const { port } = context.endpoint('ingress', 'metrics')
    const number = context.instancesOf('exporter').findIndex(({ id }) => id === context.instance.id)
    const status = context.list('ingress', 'status')[number]
    return {
      files: [],
      process: defineProcess(context, account.name, {
        argv: [
          '/usr/bin/prometheus-nginx-exporter',
          `-web.listen-address=${address}:${port}`,
          `-nginx.scrape-uri=http://${status}/stub_status`,
          // Where nginx does not answer at its start it ends; later it says so in `nginx_up`.
          '-nginx.retries=10',
          '-nginx.retry-interval=2s',
        ],
        env: { GOMAXPROCS: '1', GOGC: '50' },
        ready: context.probeOf('ingress', 'metrics', address),
        readyTimeoutMs: 30_000,
      }),
    }
  },
}

/** Traefik takes its routes from the cluster, and the checks of its balancer on a port of its own. */
export const traefik: Role<IngressOptions> = {
  ...l7,
  id: 'traefik',
  title: text('Traefik', 'Traefik'),
  count: edgeCount,
  networks: ['service'],
  size: () => ({
    production: { memoryMiB: 1_024, cpus: 2, diskGiB: 5, settings: { workerConnections: 8_192 } },
    rehearsal: { memoryMiB: 64, cpus: 0.5, diskGiB: 1, settings: { workerConnections: 512 } },
  }),
  needs: () => [
    {
      service: 'kubernetes',
      endpoint: 'apiserver',
      strength: 'startup',
      via: 'list',
      why: 'its routes; what it knows it goes on serving',
      optional: true,
    },
  ],
}
