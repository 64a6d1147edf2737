// What people look at of the balancer. Names: HAProxy 2.6, addons/promex/README.

import { text } from '../../model/text.ts'
import { type Panel, type PanelQuery, series } from '../panels.ts'

const of = 'service="load-balancer",host=~"$hosts"'
const perProxy = (expression: string, prefix = ''): PanelQuery => ({
  expression,
  legend: `${prefix}{{proxy}}`,
})

/** Who is behind each virtual IP, what passes, and what fails. */
export const loadBalancerPanels: readonly Panel[] = [
  series(
    text('Servers behind each address', '주소마다 뒤에 있는 서버'),
    'number',
    perProxy('proxy:haproxy_up_servers:max'),
  ),
  series(
    text('Open sessions', '열린 세션'),
    'number',
    perProxy(`sum by (proxy) (haproxy_backend_current_sessions{${of}})`),
  ),
  series(
    text('New sessions', '새 세션'),
    'per second',
    perProxy(`sum by (proxy) (rate(haproxy_backend_sessions_total{${of}}[$__rate_interval]))`),
  ),
  series(
    text('What passes', '오가는 양'),
    'bytes per second',
    perProxy(`sum by (proxy) (rate(haproxy_backend_bytes_in_total{${of}}[$__rate_interval]))`, 'in '),
    perProxy(`sum by (proxy) (rate(haproxy_backend_bytes_out_total{${of}}[$__rate_interval]))`, 'out '),
  ),
  series(
    text('Connections that fail', '실패한 연결'),
    'per second',
    perProxy(`sum by (proxy) (rate(haproxy_backend_connection_errors_total{${of}}[$__rate_interval]))`),
  ),
  series(
    text('Waiting for a connection', '연결 대기 시간'),
    'seconds',
    perProxy(`max by (proxy) (haproxy_backend_connect_time_average_seconds{${of}})`),
  ),
  series(
    text('Connections of those allowed', '허용된 연결 중 쓴 비율'),
    'share',
    `haproxy_process_current_connections{${of}} / haproxy_process_max_connections{${of}}`,
  ),
]
