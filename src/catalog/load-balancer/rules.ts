// When people are told about the balancer. Names: HAProxy 2.6, addons/promex/README.

import { text } from '../../model/text.ts'
import { counter, gauge, type ServiceRules } from '../rules.ts'
import { loadBalancerPanels } from './panels.ts'

const edge = (number: number) =>
  `service="load-balancer",role="haproxy",host="h${number}",instance="load-balancer/haproxy/${number}"`

/** Alerts of HAProxy. Who holds the virtual IPs Keepalived tells nobody: that both edges are there is all that is measured of it. */
export const loadBalancerRules: ServiceRules = {
  panels: loadBalancerPanels,
  recordings: [
    {
      record: 'proxy:haproxy_up_servers:max',
      expression: 'max by (service, proxy) (haproxy_backend_active_servers + haproxy_backend_backup_servers)',
    },
  ],
  alerts: [
    {
      name: 'LoadBalancerNothingBehind',
      // Standbys of a pair fail their check on purpose: only that none is left means something.
      expression: 'proxy:haproxy_up_servers:max == 0',
      forS: 60,
      severity: 'critical',
      summary: text(
        'The balancer has nobody left behind {{ $labels.proxy }}.',
        '로드 밸런서에서 {{ $labels.proxy }} 뒤에 남은 서버가 없습니다.',
      ),
      action: text(
        'Look at the role of that name: whether its instances live, and whether the balancer reaches them.',
        '그 이름의 역할을 확인하세요. 인스턴스가 살아 있는지, 로드 밸런서가 닿는지 보세요.',
      ),
      example: {
        series: [1, 2].flatMap((number) => [
          gauge(`haproxy_backend_active_servers{${edge(number)},proxy="trino-coordinator"}`, 1, 0),
          gauge(`haproxy_backend_backup_servers{${edge(number)},proxy="trino-coordinator"}`, 1, 0),
        ]),
        labels: { service: 'load-balancer', proxy: 'trino-coordinator' },
      },
    },
    {
      name: 'LoadBalancerConnectionsFail',
      expression: 'sum by (service, proxy) (rate(haproxy_backend_connection_errors_total[5m])) > 1',
      forS: 120,
      severity: 'warning',
      summary: text(
        'Connections from the balancer to {{ $labels.proxy }} fail, more than one a second.',
        '로드 밸런서에서 {{ $labels.proxy }}로 가는 연결이 초당 1건 넘게 실패합니다.',
      ),
      action: text(
        'A server behind it refuses or is not reached, though its check passes: look at its limits and its network.',
        '상태 확인은 통과하지만 연결을 거부하거나 닿지 않는 서버가 있습니다. 연결 한도와 네트워크를 확인하세요.',
      ),
      example: {
        series: [
          counter(`haproxy_backend_connection_errors_total{${edge(1)},proxy="seaweedfs-gateway"}`, 0, 300),
        ],
        labels: { service: 'load-balancer', proxy: 'seaweedfs-gateway' },
      },
    },
    {
      name: 'LoadBalancerNearlyFull',
      expression:
        'max by (service, role, host, instance) (haproxy_process_current_connections / haproxy_process_max_connections) > 0.8',
      forS: 120,
      severity: 'warning',
      summary: text(
        '{{ $labels.instance }} on {{ $labels.host }} has four fifths of the connections that it may have.',
        '{{ $labels.host }}의 {{ $labels.instance }}가 허용된 연결의 80%를 넘게 쓰고 있습니다.',
      ),
      action: text(
        'See which backend holds them. Further clients will wait.',
        '어느 백엔드가 연결을 쥐고 있는지 확인하세요. 한도에 닿으면 새 클라이언트는 기다립니다.',
      ),
      example: {
        series: [
          gauge(`haproxy_process_current_connections{${edge(1)}}`, 10, 90),
          gauge(`haproxy_process_max_connections{${edge(1)}}`, 100),
        ],
        labels: {
          service: 'load-balancer',
          role: 'haproxy',
          host: 'h1',
          instance: 'load-balancer/haproxy/1',
        },
      },
    },
  ],
}
