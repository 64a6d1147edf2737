// Traefik's two files on one edge: what it is started with, and its routes, which it reads again whenever they change.
// Sources: Traefik 3.7, "EntryPoints", "HTTP routers", "HTTP services", "Middlewares".

import type { JsonObject } from '../../model/plan.ts'
import type { EdgeBasics, PublicName } from './edge-settings.ts'
import { idleTimeoutMs, upstreamTimings } from './timing.ts'

const seconds = (milliseconds: number): string => `${milliseconds / 1_000}s`

/** What Traefik is started with. `routesFile` is the other file; `metrics` is where Prometheus asks. */
export function traefikStatic(edge: EdgeBasics, routesFile: string, metrics: string): JsonObject {
  const { address, ports, balancers } = edge
  const lifeCycle = { graceTimeOut: '10s' }
  return {
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    log: { level: 'WARN', format: 'json' },
    // No parameters and no headers: passwords may be in both. Its path comes with the parameters, so that it is left out as well.
    accessLog: {
      format: 'json',
      fields: {
        headers: { defaultMode: 'drop', names: { 'User-Agent': 'keep' } },
        names: { RequestPath: 'drop', ClientUsername: 'drop' },
      },
    },
    entryPoints: {
      tls: {
        address: `${address}:${ports.tls}`,
        ...(balancers.length === 0 ? {} : { proxyProtocol: { trustedIPs: [...balancers] } }),
        transport: {
          lifeCycle,
          respondingTimeouts: { readTimeout: '0s', writeTimeout: '0s', idleTimeout: '75s' },
        },
        // A request line and headers beyond that get 431.
        http: { maxHeaderBytes: 32_768 },
      },
      ...(ports.redirect === undefined
        ? {}
        : { redirect: { address: `${address}:${ports.redirect}`, transport: { lifeCycle } } }),
      metrics: { address: metrics },
    },
    ping: { manualRouting: true },
    metrics: { prometheus: { entryPoint: 'metrics', addServicesLabels: true } },
    providers: { file: { filename: routesFile, watch: true } },
  }
}

/** Names, what is behind them, and their certificates. */
export function traefikRoutes(edge: EdgeBasics): JsonObject {
  const { names, options, ports, profile, defaultCertificate } = edge
  const limited = options.requestsPerSecond === 0 ? [] : ['limit']
  const routers = Object.fromEntries(
    names.flatMap(({ service, host }) => [
      [
        service,
        {
          entryPoints: ['tls'],
          rule: `Host(\`${host}\`)`,
          service,
          middlewares: [...limited, 'headers', 'again'],
          tls: { options: 'default' },
        },
      ],
      ...(ports.redirect === undefined
        ? []
        : [
            [
              `${service}-plain`,
              {
                entryPoints: ['redirect'],
                rule: `Host(\`${host}\`)`,
                service: 'noop@internal',
                middlewares: [...limited, 'to-tls'],
              },
            ],
          ]),
    ]),
  )
  const asked = { rule: 'Path(`/healthz`)', service: 'ping@internal', priority: 1 }
  return {
    http: {
      routers: {
        ...routers,
        // For whoever comes by no known name: the balancer does.
        healthz: { ...asked, entryPoints: ['tls'], tls: {} },
        ...(ports.redirect === undefined ? {} : { 'healthz-plain': { ...asked, entryPoints: ['redirect'] } }),
      },
      middlewares: middlewares(edge),
      services: Object.fromEntries(names.map((name) => [name.service, serviceOf(edge, name)])),
      serversTransports: {
        // No connection is kept: one that closes while a POST is on its way cannot be told from one on which it was read.
        once: {
          maxIdleConnsPerHost: -1,
          forwardingTimeouts: {
            dialTimeout: seconds(upstreamTimings[profile].connectTimeoutMs),
            responseHeaderTimeout: seconds(idleTimeoutMs),
          },
        },
      },
    },
    tls: {
      certificates: names.map(({ certificate }) => ({
        certFile: certificate.certificate,
        keyFile: certificate.key,
      })),
      stores: {
        default: {
          defaultCertificate: { certFile: defaultCertificate.certificate, keyFile: defaultCertificate.key },
        },
      },
      options: { default: { minVersion: 'VersionTLS12', disableSessionTickets: true } },
    },
  }
}

function middlewares({ options, profile }: EdgeBasics): JsonObject {
  const { requestsPerSecond, hstsDays, port } = options
  return {
    ...(requestsPerSecond === 0
      ? {}
      : { limit: { rateLimit: { average: requestsPerSecond, burst: 4 * requestsPerSecond } } }),
    headers: {
      headers: {
        contentTypeNosniff: true,
        customFrameOptionsValue: 'SAMEORIGIN',
        referrerPolicy: 'strict-origin-when-cross-origin',
        ...(hstsDays === 0
          ? {}
          : { customResponseHeaders: { 'Strict-Transport-Security': `max-age=${hstsDays * 86_400}` } }),
        // Whatever a client says of these is not passed on; `X-Forwarded-For` and its like Traefik says itself.
        customRequestHeaders: { 'X-Forwarded-Prefix': '', Forwarded: '' },
      },
    },
    // Once more where no connection was made; what was sent is not sent again, whatever its method (Traefik, "Retry").
    again: {
      retry: { attempts: 2, initialInterval: `${upstreamTimings[profile].connectTimeoutMs / 20}ms` },
    },
    'to-tls': { redirectScheme: { scheme: 'https', permanent: true, port: String(port) } },
  }
}

function serviceOf({ profile }: EdgeBasics, { servers, sticky }: PublicName): JsonObject {
  const { maxFails, failTimeoutMs } = upstreamTimings[profile]
  return {
    loadBalancer: {
      servers: servers.map((server) => ({ url: `http://${server}` })),
      passHostHeader: true,
      serversTransport: 'once',
      passiveHealthCheck: { failureWindow: seconds(failTimeoutMs), maxFailedAttempts: maxFails },
      ...(sticky
        ? { sticky: { cookie: { name: 'hanok_instance', secure: true, httpOnly: true, sameSite: 'lax' } } }
        : {}),
    },
  }
}
