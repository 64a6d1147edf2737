// A name for each product: its upstream, and the server that people reach by that name.

import {
  certificateLines,
  type EdgeSettings,
  indented,
  limitLines,
  type PublicName,
  proxied,
} from './edge-settings.ts'
import { idleTimeoutMs, upstreamTimings } from './timing.ts'

/** Headers that the edge says itself: what a product says of them would stand twice, or promise what nobody chose. */
const ownHeaders = [
  'X-Content-Type-Options',
  'X-Frame-Options',
  'Referrer-Policy',
  'Strict-Transport-Security',
]

/**
 * The servers behind each name. No connection is kept: one that the other end closes while a POST is on its way cannot be told from one
 * on which it was already read, and nothing is sent twice.
 */
export function upstreams({ names, profile }: EdgeSettings): readonly string[] {
  const { maxFails, failTimeoutMs } = upstreamTimings[profile]
  return names.flatMap(({ service, servers, sticky }) => [
    `upstream ${service} {`,
    ...indented([
      `zone ${service} 64k;`,
      // With a server gone its browsers go to another one each, and those of the others stay where they are.
      sticky ? 'hash $instance_key consistent;' : 'least_conn;',
      ...servers.map(
        (server) => `server ${server} max_fails=${maxFails} fail_timeout=${failTimeoutMs / 1_000}s;`,
      ),
    ]),
    '}',
  ])
}

/** The server of each name. */
export function virtualHosts(settings: EdgeSettings): readonly string[] {
  return settings.names.flatMap((name) => ['server {', ...indented(serverLines(settings, name)), '}'])
}

function serverLines(settings: EdgeSettings, name: PublicName): readonly string[] {
  const { address, ports, balancers, options, wafFile } = settings
  return [
    `listen ${address}:${ports.tls} ssl http2${proxied(balancers)};`,
    `server_name ${name.host};`,
    ...certificateLines(name.certificate),
    ...limitLines(options),
    ...(wafFile === undefined ? [] : ['modsecurity on;']),
    ...headerLines(settings, name),
    'location / {',
    ...indented(proxyLines(settings, name)),
    '}',
    ...uploadLines(settings, name),
  ]
}

/** Files pass by the firewall: to look into them would hold up everybody (waf.ts). */
function uploadLines(settings: EdgeSettings, name: PublicName): readonly string[] {
  if (name.uploads === undefined) return []
  return [
    `location ~ "${name.uploads}" {`,
    ...indented([
      ...(settings.wafFile === undefined ? [] : ['modsecurity off;']),
      `client_max_body_size ${settings.options.bodyMiB}m;`,
      ...proxyLines(settings, name),
    ]),
    '}',
  ]
}

function headerLines({ options }: EdgeSettings, { sticky }: PublicName): readonly string[] {
  return [
    'add_header X-Request-ID $request_id always;',
    'add_header X-Content-Type-Options nosniff always;',
    'add_header X-Frame-Options SAMEORIGIN always;',
    'add_header Referrer-Policy strict-origin-when-cross-origin always;',
    ...(options.hstsDays === 0
      ? []
      : [`add_header Strict-Transport-Security max-age=${options.hstsDays * 86_400} always;`]),
    ...(sticky ? ['add_header Set-Cookie $instance_cookie always;'] : []),
  ]
}

function proxyLines({ profile, options }: EdgeSettings, { service }: PublicName): readonly string[] {
  const { connectTimeoutMs } = upstreamTimings[profile]
  return [
    `proxy_pass http://${service};`,
    'proxy_http_version 1.1;',
    `proxy_connect_timeout ${connectTimeoutMs}ms;`,
    `proxy_read_timeout ${idleTimeoutMs}ms;`,
    `proxy_send_timeout ${idleTimeoutMs}ms;`,
    // Without `non_idempotent` a POST that was sent is not sent again; and what already took long is not, whatever it is.
    'proxy_next_upstream error timeout;',
    'proxy_next_upstream_tries 2;',
    `proxy_next_upstream_timeout ${3 * connectTimeoutMs}ms;`,
    'proxy_set_header Host $http_host;',
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $connection_to_upstream;',
    'proxy_set_header X-Request-ID $request_id;',
    'proxy_set_header X-Real-IP $remote_addr;',
    // Whatever a client says of them itself is not passed on.
    'proxy_set_header X-Forwarded-For $remote_addr;',
    'proxy_set_header X-Forwarded-Proto https;',
    'proxy_set_header X-Forwarded-Host $http_host;',
    `proxy_set_header X-Forwarded-Port ${options.port};`,
    'proxy_set_header X-Forwarded-Prefix "";',
    'proxy_set_header Forwarded "";',
    ...ownHeaders.map((header) => `proxy_hide_header ${header};`),
  ]
}
