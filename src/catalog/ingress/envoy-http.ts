// How Envoy treats each request, whatever its name: limits, timeouts, the log.

import type { JsonObject } from '../../model/plan.ts'
import type { EdgeBasics } from './edge-settings.ts'
import { idleTimeoutMs } from './timing.ts'

/** Where the types of Envoy's filters begin. */
export const filters = 'type.googleapis.com/envoy.extensions.filters'

/** A duration as Envoy writes it. */
export function seconds(milliseconds: number): string {
  return `${milliseconds / 1_000}s`
}

/** An extension by name, type and settings. */
export function named(name: string, type: string, values: JsonObject = {}): JsonObject {
  return { name, typed_config: { '@type': type, ...values } }
}

/** The filter that speaks HTTP on a listener. Without `edge` it neither limits nor logs. */
export function connectionManager(
  name: string,
  virtualHosts: readonly JsonObject[],
  edge: EdgeBasics | undefined,
): JsonObject {
  const limit = edge?.options.requestsPerSecond ?? 0
  return named(
    'envoy.filters.network.http_connection_manager',
    `${filters}.network.http_connection_manager.v3.HttpConnectionManager`,
    {
      stat_prefix: name,
      server_name: 'envoy',
      // The balancer's checks are HTTP/1.0 without a name (HAProxy, `option httpchk`), which Envoy answers 426 otherwise.
      http_protocol_options: { accept_http_10: true, default_host_for_http_10: 'balancer' },
      use_remote_address: true,
      skip_xff_append: true,
      always_set_request_id_in_response: true,
      normalize_path: true,
      merge_slashes: false,
      path_with_escaped_slashes_action: 'KEEP_UNCHANGED',
      max_request_headers_kb: 32,
      request_headers_timeout: '10s',
      stream_idle_timeout: seconds(idleTimeoutMs),
      common_http_protocol_options: {
        idle_timeout: '75s',
        headers_with_underscores_action: 'REJECT_REQUEST',
      },
      upgrade_configs: [{ upgrade_type: 'websocket' }],
      ...(edge === undefined ? {} : { access_log: [accessLog] }),
      http_filters: [
        ...(limit === 0 ? [] : [rateLimit(limit)]),
        named('envoy.filters.http.router', `${filters}.http.router.v3.Router`),
      ],
      route_config: { virtual_hosts: virtualHosts },
    },
  )
}

/** One bucket for each address that comes, made as it comes (Envoy, "Local rate limit": descriptors with a blank value). */
function rateLimit(requestsPerSecond: number): JsonObject {
  const bucket = (tokens: number): JsonObject => ({
    max_tokens: 4 * tokens,
    tokens_per_fill: tokens,
    fill_interval: '1s',
  })
  const always: JsonObject = { default_value: { numerator: 100, denominator: 'HUNDRED' } }
  return named('envoy.filters.http.local_ratelimit', `${filters}.http.local_ratelimit.v3.LocalRateLimit`, {
    stat_prefix: 'clients',
    // For all together: what is not counted by address, which is nothing.
    token_bucket: { max_tokens: 1_000_000, tokens_per_fill: 1_000_000, fill_interval: '1s' },
    filter_enabled: always,
    filter_enforced: always,
    max_dynamic_descriptors: 10_000,
    descriptors: [{ entries: [{ key: 'remote_address' }], token_bucket: bucket(requestsPerSecond) }],
  })
}

/** The fields of nginx's log. No cookie and no parameter: passwords may be in both. */
const accessLog = named(
  'envoy.access_loggers.stdout',
  'type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog',
  {
    log_format: {
      json_format: {
        time: '%START_TIME%',
        request_id: '%REQ(X-REQUEST-ID)%',
        client: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
        host: '%REQ(:AUTHORITY)%',
        method: '%REQ(:METHOD)%',
        path: '%PATH(NQ)%',
        protocol: '%PROTOCOL%',
        status: '%RESPONSE_CODE%',
        bytes: '%BYTES_SENT%',
        milliseconds: '%DURATION%',
        upstream: '%UPSTREAM_HOST%',
        flags: '%RESPONSE_FLAGS%',
        tls: '%DOWNSTREAM_TLS_VERSION%',
        user_agent: '%REQ(USER-AGENT)%',
      },
    },
  },
)
