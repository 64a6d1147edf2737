// envoy.json of one edge: the same names, limits and promises as nginx.conf, in Envoy's words (its "v3 API reference").

import type { JsonObject } from '../../model/plan.ts'
import type { CertificateFiles, EdgeBasics, PublicName } from './edge-settings.ts'
import { connectionManager, filters, named, seconds } from './envoy-http.ts'
import { idleTimeoutMs, upstreamTimings } from './timing.ts'

/** Where Envoy itself is told to tell its counts: a socket in its own folder, since whoever may speak to it may also end it. */
function adminSocket({ dataDirectory }: Pick<EdgeBasics, 'dataDirectory'>): string {
  return `${dataDirectory}/admin.sock`
}

/** The whole file. It names no secret: keys lie in files of their own. `metrics` is where Prometheus asks. */
export function envoyConfig(
  edge: EdgeBasics,
  metrics: { readonly address: string; readonly port: number },
): JsonObject {
  return {
    admin: { address: { pipe: { path: adminSocket(edge), mode: 0o600 } } },
    static_resources: {
      listeners: [tlsListener(edge), ...redirectListener(edge), metricsListener(metrics)],
      clusters: [
        ...edge.names.map((name) => clusterOf(edge, name)),
        {
          name: 'admin',
          type: 'STATIC',
          load_assignment: assignment('admin', [{ pipe: { path: adminSocket(edge) } }]),
        },
      ],
    },
  }
}

function tlsListener(edge: EdgeBasics): JsonObject {
  const chain = (certificate: CertificateFiles, names: readonly PublicName[]): JsonObject => ({
    ...(names.length === 0 ? {} : { filter_chain_match: { server_names: names.map(({ host }) => host) } }),
    transport_socket: tlsSocket(certificate),
    filters: [connectionManager('tls', hosts(edge, names), edge)],
  })
  return {
    name: 'tls',
    address: socket(edge.address, edge.ports.tls),
    listener_filters: [
      ...(edge.balancers.length === 0
        ? []
        : [
            named(
              'envoy.filters.listener.proxy_protocol',
              `${filters}.listener.proxy_protocol.v3.ProxyProtocol`,
            ),
          ]),
      named('envoy.filters.listener.tls_inspector', `${filters}.listener.tls_inspector.v3.TlsInspector`),
    ],
    filter_chains: edge.names.map((name) => chain(name.certificate, [name])),
    default_filter_chain: chain(edge.defaultCertificate, []),
  }
}

function tlsSocket({ certificate, key }: CertificateFiles): JsonObject {
  return named(
    'envoy.transport_sockets.tls',
    'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
    {
      common_tls_context: {
        alpn_protocols: ['h2', 'http/1.1'],
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        tls_certificates: [{ certificate_chain: { filename: certificate }, private_key: { filename: key } }],
      },
      disable_stateless_session_resumption: true,
    },
  )
}

/** Whoever asks for a name that is not here gets 421, and no product hears of it (RFC 9110, 15.5.20). */
function hosts(edge: EdgeBasics, names: readonly PublicName[]): readonly JsonObject[] {
  return [
    ...names.map((name) => virtualHost(edge, name)),
    { name: 'unknown', domains: ['*'], routes: [healthRoute, direct(421)] },
  ]
}

const direct = (status: number, body = ''): JsonObject => ({
  match: { prefix: '/' },
  direct_response: { status, ...(body === '' ? {} : { body: { inline_string: body } }) },
})
const healthRoute: JsonObject = { ...direct(200, 'ok\n'), match: { path: '/healthz' } }

function virtualHost({ profile, options }: EdgeBasics, { service, host, sticky }: PublicName): JsonObject {
  const { connectTimeoutMs } = upstreamTimings[profile]
  const route = (match: JsonObject, retryOn: string): JsonObject => ({
    match: { prefix: '/', ...match },
    route: {
      cluster: service,
      timeout: '0s',
      idle_timeout: seconds(idleTimeoutMs),
      retry_policy: {
        retry_on: retryOn,
        num_retries: 1,
        per_try_idle_timeout: seconds(idleTimeoutMs),
        retry_back_off: { base_interval: '0.05s', max_interval: seconds(connectTimeoutMs) },
        retry_host_predicate: [
          named(
            'envoy.retry_host_predicates.previous_hosts',
            'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
          ),
        ],
        host_selection_retry_max_attempts: 3,
      },
      ...(sticky ? { hash_policy: [stickyCookie] } : {}),
    },
  })
  return {
    name: service,
    domains: [host, `${host}:*`],
    // A POST that was sent is not sent again: only where no connection was made it is tried elsewhere.
    routes: [
      route({ headers: [safeMethods] }, 'connect-failure,refused-stream,reset'),
      route({}, 'connect-failure'),
    ],
    ...(options.requestsPerSecond === 0 ? {} : { rate_limits: [{ actions: [{ remote_address: {} }] }] }),
    ...headersOf(options.port, options.hstsDays),
  }
}

const safeMethods: JsonObject = {
  name: ':method',
  string_match: { safe_regex: { regex: 'GET|HEAD|OPTIONS' } },
}

/** A browser without the cookie is given one, and stays with the instance that its value leads to. */
const stickyCookie: JsonObject = {
  cookie: {
    name: 'hanok_instance',
    ttl: '0s',
    path: '/',
    attributes: [{ name: 'Secure' }, { name: 'HttpOnly' }, { name: 'SameSite', value: 'Lax' }],
  },
}

/** Whatever a client says of who it is, is replaced; what the products say of themselves in these headers as well. */
function headersOf(port: number, hstsDays: number): JsonObject {
  const set = ([key, value]: readonly [string, string]): JsonObject => ({
    header: { key, value },
    append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
  })
  const client = '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%'
  const answers: readonly (readonly [string, string])[] = [
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'SAMEORIGIN'],
    ['Referrer-Policy', 'strict-origin-when-cross-origin'],
    ...(hstsDays === 0 ? [] : [['Strict-Transport-Security', `max-age=${hstsDays * 86_400}`] as const]),
  ]
  return {
    request_headers_to_add: (
      [
        ['X-Forwarded-For', client],
        ['X-Real-IP', client],
        ['X-Forwarded-Proto', 'https'],
        ['X-Forwarded-Host', '%REQ(:AUTHORITY)%'],
        ['X-Forwarded-Port', String(port)],
      ] as const
    ).map(set),
    request_headers_to_remove: ['X-Forwarded-Prefix', 'Forwarded'],
    response_headers_to_add: answers.map(set),
    ...(hstsDays === 0 ? { response_headers_to_remove: ['Strict-Transport-Security'] } : {}),
  }
}

/** Known names are led to TLS, and nothing else is answered. */
function redirectListener(edge: EdgeBasics): readonly JsonObject[] {
  const { ports, names, options } = edge
  if (ports.redirect === undefined) return []
  const redirect = {
    https_redirect: true,
    ...(options.port === 443 ? {} : { port_redirect: options.port }),
    response_code: 'PERMANENT_REDIRECT',
  }
  const known = names.map(({ service, host }) => ({
    name: service,
    domains: [host, `${host}:*`],
    routes: [{ match: { prefix: '/' }, redirect }],
    ...(options.requestsPerSecond === 0 ? {} : { rate_limits: [{ actions: [{ remote_address: {} }] }] }),
  }))
  const unknown = { name: 'unknown', domains: ['*'], routes: [healthRoute, direct(421)] }
  return [
    {
      name: 'redirect',
      address: socket(edge.address, ports.redirect),
      filter_chains: [{ filters: [connectionManager('redirect', [...known, unknown], edge)] }],
    },
  ]
}

/** Of all that the administration could be asked, the counts alone. */
function metricsListener({ address, port }: { readonly address: string; readonly port: number }): JsonObject {
  const counts = {
    match: { path: '/metrics' },
    route: { cluster: 'admin', prefix_rewrite: '/stats/prometheus' },
  }
  const hostsOfMetrics = [{ name: 'metrics', domains: ['*'], routes: [counts, direct(404)] }]
  return {
    name: 'metrics',
    address: socket(address, port),
    filter_chains: [{ filters: [connectionManager('metrics', hostsOfMetrics, undefined)] }],
  }
}

function clusterOf({ profile }: EdgeBasics, { service, servers, sticky }: PublicName): JsonObject {
  const { connectTimeoutMs, maxFails, failTimeoutMs } = upstreamTimings[profile]
  const addresses = servers.map((server): JsonObject => {
    const at = server.lastIndexOf(':')
    return socket(server.slice(0, at), Number(server.slice(at + 1)))
  })
  return {
    name: service,
    type: 'STATIC',
    connect_timeout: seconds(connectTimeoutMs),
    lb_policy: sticky ? 'RING_HASH' : 'LEAST_REQUEST',
    // No connection is kept: one that closes while a POST is on its way cannot be told from one on which it was read.
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        common_http_protocol_options: { max_requests_per_connection: 1 },
        explicit_http_config: { http_protocol_options: {} },
      },
    },
    outlier_detection: {
      split_external_local_origin_errors: true,
      consecutive_local_origin_failure: maxFails,
      // What a server itself answers is its own affair.
      enforcing_consecutive_5xx: 0,
      enforcing_consecutive_gateway_failure: 0,
      enforcing_success_rate: 0,
      enforcing_local_origin_success_rate: 0,
      interval: '1s',
      base_ejection_time: seconds(failTimeoutMs),
      max_ejection_time: seconds(failTimeoutMs),
      max_ejection_percent: 100,
    },
    // With all of them left out, all are asked.
    common_lb_config: { healthy_panic_threshold: { value: 1 } },
    load_assignment: assignment(service, addresses),
  }
}

function assignment(name: string, addresses: readonly JsonObject[]): JsonObject {
  return {
    cluster_name: name,
    endpoints: [{ lb_endpoints: addresses.map((address) => ({ endpoint: { address } })) }],
  }
}

function socket(address: string, port: number): JsonObject {
  return { socket_address: { address, port_value: port } }
}
