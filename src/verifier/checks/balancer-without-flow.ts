// Check: the balancer may reach what it forwards to, and what it asks.

import type { PlanEndpoint } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { withoutFlows } from '../key-flows.ts'
import { atService, type PlanFacts } from '../plan-facts.ts'

const balancer = 'load-balancer/haproxy'

/** Ports of a role on a network that a flow opens to the balancer. */
function isOpen(facts: PlanFacts, backend: PlanEndpoint, port: number): boolean {
  return facts.plan.flows.some(
    ({ from, to, network, protocol, port: first = 0, portEnd = first }) =>
      from === balancer &&
      protocol === 'tcp' &&
      network === backend.network &&
      to.startsWith(`endpoint/${backend.service}/`) &&
      first <= port &&
      port <= portEnd,
  )
}

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-without-flow',
  topic: 'balancing',
  rules: ['R-5.1'],
  severity: 'error',
  title: text(
    'Flows let the balancer reach every backend, and the port of its health check.',
    '로드 밸런서에서 모든 뒷단과 그 상태 점검 포트로 가는 흐름이 열려 있다.',
  ),
  why: text(
    'Firewalls drop what is not a flow: every health check times out, all backends count as dead, and clients get an error from a platform that works.',
    '방화벽은 흐름에 없는 것을 버립니다. 상태 점검이 모두 시간을 넘겨 뒷단 전부가 죽은 것으로 여겨지고, 멀쩡한 플랫폼이 오류를 냅니다.',
  ),
  find: (facts) => {
    if (facts.instancesOf(balancer).length === 0) return []
    return balancedEndpoints(facts.plan).flatMap(({ id, service, backend, balancing }) => {
      const target = backend === undefined ? undefined : facts.endpoint(backend)
      if (target === undefined) return []
      const checkPort = balancing?.check.kind === 'http' ? balancing.check.port : undefined
      return [...new Set([target.port, checkPort ?? target.port])]
        .filter((port) => !isOpen(facts, target, port))
        .map((port) => ({
          case: port === target.port ? 'backend' : 'check',
          message: text(
            `No flow lets ${balancer} reach port ${port} of ${service}, ${port === target.port ? 'where it forwards' : 'which it asks about'} ${id}.`,
            `${balancer}에서 ${service}의 ${port} 포트로 가는 흐름이 없습니다(${id} ${port === target.port ? '연결 전달' : '상태 점검'}).`,
          ),
          fix: text(
            'Add the flow, or plan again from the declaration.',
            '흐름을 더하거나 선언에서 계획을 다시 만드세요.',
          ),
          at: [...atService(service), ...atService('load-balancer')],
          data: { endpoint: id, backend: target.id, port },
        }))
    })
  },
  failing: (plan) => ({
    ...plan,
    flows: plan.flows.filter(({ from, port }) => from !== balancer || port !== 8_008),
  }),
  passing: withoutFlows('load-balancer', 'load-balancer'),
})
