// When people are told about the ingress. Names: NGINX Prometheus exporter 0.11, "Metrics for NGINX OSS".

import { text } from '../../model/text.ts'
import { counter, gauge, type ServiceRules } from '../rules.ts'
import { ingressPanels } from './panels.ts'

const edge = (number: number) =>
  `service="ingress",role="exporter",host="h${number}",instance="ingress/exporter/${number}"`

const first = { service: 'ingress', role: 'exporter', host: 'h1', instance: 'ingress/exporter/1' } as const

/** Alerts of nginx. That nobody is left behind the virtual IP is the balancer's to tell. */
export const ingressRules: ServiceRules = {
  panels: ingressPanels,
  alerts: [
    {
      name: 'IngressNginxSilent',
      expression: 'max by (service, role, host, instance) (nginx_up) == 0',
      forS: 60,
      severity: 'warning',
      summary: text(
        'nginx on {{ $labels.host }} does not answer.',
        '{{ $labels.host }}의 nginx가 응답하지 않습니다.',
      ),
      action: text(
        'Look at its log. The other edge serves alone until then.',
        '로그를 확인하세요. 그동안은 다른 입구 호스트 혼자 서비스합니다.',
      ),
      example: {
        series: [gauge(`nginx_up{${edge(1)}}`, 1, 0), gauge(`nginx_up{${edge(2)}}`, 1)],
        labels: first,
      },
    },
    {
      name: 'IngressConnectionsDropped',
      expression:
        'sum by (service, role, host, instance) (rate(nginx_connections_accepted[5m]) - rate(nginx_connections_handled[5m])) > 0',
      forS: 120,
      severity: 'critical',
      summary: text(
        'nginx on {{ $labels.host }} drops connections of people.',
        '{{ $labels.host }}의 nginx가 사용자 연결을 끊고 있습니다.',
      ),
      action: text(
        'It has all the connections that it may have (`worker_connections`): see who holds them.',
        '허용된 연결(`worker_connections`)을 모두 쓰고 있습니다. 누가 쥐고 있는지 확인하세요.',
      ),
      example: {
        series: [
          counter(`nginx_connections_accepted{${edge(1)}}`, 600),
          counter(`nginx_connections_handled{${edge(1)}}`, 600, 500),
        ],
        labels: first,
      },
    },
  ],
}
