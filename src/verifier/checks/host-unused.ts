// Check: a host without work is money without use.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts, hostNames } from '../plan-facts.ts'
import { rolesOnEvery } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-unused',
  topic: 'placement',
  rules: [],
  severity: 'advice',
  title: text('Every host has something to do.', '모든 호스트에 할 일이 있다.'),
  why: text(
    'It is bought and carries nothing. Control hosts are for the control plane of Kubernetes: on plain hosts they may be left out.',
    '사 놓고 아무것도 돌리지 않습니다. 컨트롤 호스트는 Kubernetes 컨트롤 플레인용이므로 일반 호스트에서는 빼도 됩니다.',
  ),
  find: (facts) => {
    const onEvery = rolesOnEvery(facts.plan)
    const idle = facts.plan.hosts
      .map(({ id }) => id)
      .filter((host) =>
        facts.instancesOn(host).every(({ service, role }) => onEvery.has(`${service}/${role}`)),
      )
    if (idle.length === 0) return []
    return [
      {
        case: 'idle',
        message: text(
          `${hostNames(idle)} ${idle.length === 1 ? 'runs' : 'run'} no service.`,
          `${hostNames(idle)}에서 아무 서비스도 돌지 않습니다.`,
        ),
        fix: text('Give it a duty that is needed, or leave it out.', '필요한 임무를 주거나 빼세요.'),
        at: atHosts,
        data: { hosts: idle },
      },
    ]
  },
  failing: (plan) => ({
    ...plan,
    instances: plan.instances.filter(
      ({ host, service }) => host !== 'host/connect-3' || service === 'peer-watch',
    ),
  }),
  passing: (plan) => ({ ...plan, hosts: plan.hosts.filter(({ group }) => group !== 'control') }),
})
