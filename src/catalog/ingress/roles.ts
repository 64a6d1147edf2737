// The roles of the ingress: nginx and what tells its counts on hosts, Traefik on Kubernetes.

import type { HostFile } from '../../model/artifacts.ts'
import { certificateKeyOf, certificateOf } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { edgeCount } from '../load-balancer/edges.ts'
import { type ConfigureContext, defineProcess, type Role } from '../service.ts'
import type { CertificateFiles, PublicName } from './edge-settings.ts'
import { redirects } from './endpoints.ts'
import { nginxConfig } from './nginx-config.ts'
import type { IngressOptions } from './options.ts'
import { nameOf, products } from './products.ts'
import { exporterSoftware, nginxSoftware, wafSoftware } from './software.ts'
import { edgeRecovery } from './timing.ts'
import { wafConfig } from './waf.ts'

/** The account that all roles run as. */
export const account = { name: 'ingress', uid: 61_017 } as const

type Context = ConfigureContext<IngressOptions>

/** The secrets of the user's own certificate. */
const given = { certificate: 'given/ingress/certificate', key: 'given/ingress/certificate-key' } as const

const l7 = {
  duties: ['edge'],
  count: edgeCount,
  needs: () => [],
  rule: (shape) => (edgeCount(shape) > 1 ? { kind: 'any' } : { kind: 'single' }),
} satisfies Partial<Role<IngressOptions>>

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
  networks: ['service'],
  recovery: ({ profile }) => edgeRecovery(profile),
  size: () => nginxSizes,
  software: [nginxSoftware, wafSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory, options } = context
    const [configFile, wafFile] = [`${configDirectory}/nginx.conf`, `${configDirectory}/waf.conf`]
    const wafDirectory = `${dataDirectory}/waf`
    const names = publicNames(context)
    const services = names.map(({ service }) => service)
    const config = nginxConfig({
      options,
      profile: context.profile,
      size: context.size,
      address: context.address('service'),
      ports: {
        tls: context.endpoint('ingress', 'nginx').port,
        ...(redirects(options) ? { redirect: context.endpoint('ingress', 'redirect').port } : {}),
      },
      status: `${context.address('management')}:${context.endpoint('ingress', 'status').port}`,
      balancers: context
        .instancesOf('haproxy', 'load-balancer')
        .map((balancer) => context.addressOf(balancer, 'service')),
      dataDirectory,
      names,
      defaultCertificate: certificateFiles(context, options.domain),
      ...(options.waf === 'off' ? {} : { wafFile }),
    })
    return {
      files: [
        { path: configFile, content: config },
        ...(options.waf === 'off'
          ? []
          : [{ path: wafFile, content: wafConfig({ options, services, directory: wafDirectory }) }]),
        ...certificates(context, names),
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

/** The products that are in the plan, in order. */
function publicNames(context: Context): readonly PublicName[] {
  return products
    .filter(({ service, endpoint }) => isThere(context, service, endpoint))
    .map((product) => {
      const host = nameOf(product, context.options)
      return {
        service: product.service,
        host,
        servers: context.list(product.service, product.endpoint),
        sticky: product.sticky === true,
        ...(product.uploads === undefined ? {} : { uploads: product.uploads }),
        certificate: certificateFiles(context, host),
      }
    })
}

/** A service may be in the plan without the role that people open. */
function isThere({ plan }: Context, service: string, endpoint: string): boolean {
  return plan.endpoints.some(
    ({ id, addresses }) => id === `endpoint/${service}/${endpoint}` && addresses.length > 0,
  )
}

function certificateFiles({ configDirectory, options }: Context, subject: string): CertificateFiles {
  const name = `${configDirectory}/${options.certificate === 'given' ? 'given' : subject}`
  return { certificate: `${name}.pem`, key: `${name}.key` }
}

/** Certificates and keys, readable to nginx alone. One that is given covers all names. */
function certificates(context: Context, names: readonly PublicName[]): readonly HostFile[] {
  const isGiven = context.options.certificate === 'given'
  const subjects = isGiven ? ['given'] : [context.options.domain, ...names.map(({ host }) => host)]
  return subjects.flatMap((subject) => {
    const files = certificateFiles(context, subject)
    const secrets = isGiven ? given : { certificate: certificateOf(subject), key: certificateKeyOf(subject) }
    return [
      { path: files.certificate, content: `${context.secret(secrets.certificate)}\n` },
      { path: files.key, content: `${context.secret(secrets.key)}\n`, mode: 0o400 },
    ]
  })
}

/** What tells Prometheus the counts of the nginx with its number. They need not share a host. */
export const exporter: Role<IngressOptions> = {
  ...l7,
  id: 'exporter',
  title: text('metrics of nginx', 'nginx 지표 수집기'),
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
