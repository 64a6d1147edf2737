// What people look at of the ingress. Names: NGINX Prometheus exporter 0.11, "Metrics for NGINX OSS".

import { text } from '../../model/text.ts'
import { type Panel, series } from '../panels.ts'

const of = 'service="ingress",host=~"$hosts"'

/** Who comes, and whether somebody is turned away. */
export const ingressPanels: readonly Panel[] = [
  series(text('Requests', '요청'), 'per second', `rate(nginx_http_requests_total{${of}}[$__rate_interval])`),
  series(text('Open connections', '열린 연결'), 'number', `nginx_connections_active{${of}}`),
  series(
    text('New connections', '새 연결'),
    'per second',
    `rate(nginx_connections_accepted{${of}}[$__rate_interval])`,
  ),
  series(
    text('Connections turned away', '받지 못한 연결'),
    'per second',
    `rate(nginx_connections_accepted{${of}}[$__rate_interval]) - rate(nginx_connections_handled{${of}}[$__rate_interval])`,
  ),
]
