// Check: a flow to nothing is an open door that nobody asked for.

import type { EndpointId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { isBalancedOutside } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-dangling',
  topic: 'wiring',
  rules: ['R-3.5'],
  severity: 'warning',
  title: text(
    'Every flow leads from something to something.',
    '흐름은 실제로 있는 것에서 실제로 있는 것으로 이어진다.',
  ),
  why: text(
    'A rule without a user stays open when something else comes to that port.',
    '쓰는 것이 없는 규칙은 나중에 그 포트에 다른 것이 와도 열려 있습니다.',
  ),
  find: (facts) => {
    const roles = new Set<string>(
      facts.roles.filter(({ instances }) => instances.length > 0).map(({ id }) => id),
    )
    // The firewalls of the backends must let the appliance in, though the plan does not hold it.
    if (isBalancedOutside(facts.plan)) roles.add('load-balancer/haproxy')
    return facts.plan.flows
      .filter(
        ({ from, to }) =>
          (from !== 'user' && !roles.has(from)) ||
          (to.startsWith('endpoint/') ? facts.endpoint(to as EndpointId) === undefined : !roles.has(to)),
      )
      .map(({ from, to, network, port }) => ({
        case: 'dangling',
        message: text(
          `The flow from ${from} to ${to} on ${network} has no ${from !== 'user' && !roles.has(from) ? 'beginning' : 'end'}.`,
          `${network} 네트워크의 ${from} → ${to} 흐름은 한쪽 끝이 계획에 없습니다.`,
        ),
        fix: text(
          'Take the flow away, or plan what it speaks of.',
          '흐름을 없애거나, 빠진 쪽을 계획에 넣으세요.',
        ),
        at: atService(from.split('/')[0] ?? ''),
        data: { from, to, network, ...(port === undefined ? {} : { port }) },
      }))
  },
  failing: (plan) => ({
    ...plan,
    flows: [
      ...plan.flows,
      { from: 'user', to: 'endpoint/ghost/http', network: 'service', protocol: 'tcp', port: 80, why: '' },
    ],
  }),
})
