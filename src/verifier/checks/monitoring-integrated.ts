// Check: what is not measured fails unseen.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutService } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'monitoring-integrated',
  topic: 'redundancy',
  rules: ['R-3.4', 'R-6.9'],
  severity: 'advice',
  title: text('Prometheus reaches every service.', 'Prometheus가 모든 서비스에 닿는다.'),
  why: text(
    'A service without metrics is noticed when its users complain.',
    '지표가 없는 서비스의 고장은 사용자가 알려 줄 때 알게 됩니다.',
  ),
  find: (facts) => {
    const services = Object.keys(facts.plan.services).filter(
      (service) => service !== 'peer-watch' && facts.has(service),
    )
    if (!facts.has('prometheus')) {
      return [
        {
          case: 'none',
          severity: 'error',
          message: text('The platform has no Prometheus.', '플랫폼에 Prometheus가 없습니다.'),
          fix: text('Give a host the duty `observability`.', '호스트에 `observability` 임무를 주세요.'),
          at: [...atService('prometheus'), ...atHosts],
          data: {},
        },
      ]
    }
    const reached = new Set(
      facts.plan.flows.filter(({ from }) => from === 'prometheus/server').map(({ to }) => to.split('/')[1]),
    )
    const dark = services.filter((service) => !reached.has(service))
    if (dark.length === 0) return []
    return [
      {
        case: 'dark',
        message: text(
          `Prometheus has no way to the metrics of ${dark.join(', ')}.`,
          `Prometheus가 지표를 가져오지 못하는 서비스: ${dark.join(', ')}.`,
        ),
        fix: text(
          "They need an exporter, or speak Prometheus' format only when told to; watch them otherwise until then.",
          '익스포터를 두거나 지표 기능을 켜야 합니다. 그때까지는 다른 방법으로 지켜보세요.',
        ),
        at: atService('prometheus'),
        data: { services: dark },
      },
    ]
  },
  failing: (plan) => withoutService(plan, 'prometheus'),
  passing: (plan) => ({
    ...plan,
    flows: Object.keys(plan.services).map((service) => ({
      from: 'prometheus/server',
      to: `endpoint/${service}/metrics`,
      network: 'management',
      protocol: 'tcp',
      why: '',
    })),
  }),
})
