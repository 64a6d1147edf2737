// Check: what a virtual IP forwards to is what its backends really offer.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-backend-missing',
  topic: 'balancing',
  rules: [],
  severity: 'error',
  title: text(
    'Every virtual IP forwards to an endpoint of the plan, to all of its instances.',
    '가상 IP는 계획에 있는 엔드포인트의 모든 인스턴스로 연결을 넘긴다.',
  ),
  why: text(
    'HAProxy is rendered from the backend: without one the address accepts connections and has nowhere to send them; an instance left out gets no work and is missed only when the others fail.',
    'HAProxy 설정은 뒷단에서 나옵니다. 뒷단이 없으면 연결만 받고 보낼 곳이 없으며, 빠진 인스턴스는 일을 받지 못하다가 나머지가 고장 나야 드러납니다.',
  ),
  find: (facts) =>
    balancedEndpoints(facts.plan).flatMap(({ id, service, backend, addresses }) => {
      const target = backend === undefined ? undefined : facts.endpoint(backend)
      const known = new Set(addresses.map(({ instance }) => instance))
      const left = target?.addresses.filter(({ instance }) => !known.has(instance)) ?? []
      if (target !== undefined && left.length === 0) return []
      return [
        target === undefined
          ? {
              case: 'none',
              message: text(
                `${id} forwards to ${backend ?? 'nothing'}, which the plan lacks.`,
                `${id} 뒤에 있어야 할 ${backend ?? '뒷단'} 엔드포인트가 계획에 없습니다.`,
              ),
              fix: text(
                `Let the platform have the service ${service}, or plan again from the declaration.`,
                `${service} 서비스를 넣거나 선언에서 계획을 다시 만드세요.`,
              ),
              at: atService(service),
              data: { endpoint: id, backend: backend ?? null },
            }
          : {
              case: 'left-out',
              message: text(
                `${id} leaves out ${left.length} of ${target.addresses.length} instances: ${left.map(({ instance }) => instance).join(', ')}.`,
                `${id} 뒤에 인스턴스 ${target.addresses.length}개 가운데 ${left.length}개가 빠져 있습니다: ${left.map(({ instance }) => instance).join(', ')}.`,
              ),
              fix: text('Plan again from the declaration.', '선언에서 계획을 다시 만드세요.'),
              at: atService(service),
              data: { endpoint: id, backend: target.id, leftOut: left.map(({ instance }) => instance) },
            },
      ]
    }),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/seaweedfs/s3', (endpoint) => ({
      ...endpoint,
      addresses: endpoint.addresses.slice(1),
    })),
})
