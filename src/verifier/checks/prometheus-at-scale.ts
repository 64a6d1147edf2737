// Check: one Prometheus does not hold a large platform.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'prometheus-at-scale',
  topic: 'redundancy',
  rules: ['R-2.6'],
  severity: 'warning',
  title: text(
    'From 64 hosts on there is more than one Prometheus.',
    '호스트가 64대부터는 Prometheus를 둘 이상 둔다.',
  ),
  why: text(
    'Every host adds thousands of series; at large scale the guideline asks for Thanos or VictoriaMetrics.',
    '호스트마다 시계열이 수천 개씩 늘어납니다. 큰 규모에서는 Thanos나 VictoriaMetrics를 쓰라고 지침이 말합니다.',
  ),
  find: (facts) => {
    const servers = facts.instancesOf('prometheus/server').length
    const hosts = facts.plan.hosts.length
    if (hosts < 64 || servers !== 1) return []
    return [
      {
        case: 'one',
        message: text(
          `One Prometheus measures ${hosts} hosts.`,
          `Prometheus 하나가 호스트 ${hosts}대를 잽니다.`,
        ),
        fix: text(
          'Set `services.prometheus.servers` to 2, on two hosts with the duty `observability`.',
          '`observability` 임무의 호스트 2대를 두고 `services.prometheus.servers`를 2로 하세요.',
        ),
        at: [...atService('prometheus', 'servers'), ...atHosts],
        data: { hosts, servers },
      },
    ]
  },
  failing: (plan) => keepInstances(plan, 'prometheus/server', 1),
})
