// Check, monitoring reaches something to watch.

import type { EndpointId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. Whether each single service is reached is for the check of. */
export const check = defineCheck({
  id: 'flow-metrics',
  topic: 'wiring',
  rules: ['R-6.9'],
  severity: 'error',
  title: text('Prometheus reaches metrics of other services.', 'Prometheus에서 다른 서비스의 지표에 닿는다.'),
  why: text(
    'R-6.9: monitoring → metrics. A Prometheus that is let through to nobody shows green dashboards over a platform that is down.',
    'R-6.9: 모니터링 → 지표. 아무 데도 닿지 못하는 Prometheus는 플랫폼이 멈춰도 알리지 못합니다.',
  ),
  find: (facts) => {
    if (facts.instancesOf('prometheus/server').length === 0) return []
    const watched = facts.plan.flows.filter(
      ({ from, to }) =>
        from === 'prometheus/server' &&
        (facts.endpoint(to as EndpointId)?.service ?? 'prometheus') !== 'prometheus',
    )
    if (watched.length > 0) return []
    return [
      {
        case: 'blind',
        message: text(
          'No flow leads from prometheus/server to any other service.',
          'prometheus/server에서 다른 서비스로 가는 흐름이 하나도 없습니다.',
        ),
        fix: text(
          'Plan again from the declaration, with a service that has metrics (etcd, HAProxy, Patroni, Trino).',
          '지표를 내는 서비스(etcd, HAProxy, Patroni, Trino)를 넣고 선언에서 계획을 다시 만드세요.',
        ),
        at: [...atService('prometheus'), '/services'],
        data: { role: 'prometheus/server', flows: 0 },
      },
    ]
  },
  failing: (plan) => ({
    ...plan,
    flows: plan.flows.filter(({ from, to }) => from !== 'prometheus/server' || to.includes('/prometheus/')),
  }),
})
