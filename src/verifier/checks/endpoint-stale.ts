// Check: an endpoint's addresses are where its instances listen.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'endpoint-stale',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Every address of an endpoint is one where its instance listens.',
    '엔드포인트의 주소는 모두 그 인스턴스가 실제로 듣는 주소다.',
  ),
  why: text(
    'Clients are rendered from the endpoint, daemons from the instance: where they differ, clients connect to an address and port that nothing opened.',
    '클라이언트 설정은 엔드포인트에서, 데몬 설정은 인스턴스에서 나옵니다. 둘이 다르면 클라이언트가 아무도 열지 않은 주소와 포트로 연결합니다.',
  ),
  find: (facts) => {
    const instances = new Map(facts.plan.instances.map((instance) => [instance.id, instance]))
    return facts.plan.endpoints.flatMap(({ id, service, addresses, backend, port, network }) => {
      // What a balanced endpoint offers is opened by the balancer; its backends listen on their own port.
      const served = backend === undefined ? port : facts.endpoint(backend)?.port
      const stale = addresses.filter(({ instance, address }) => {
        const listens = instances.get(instance)?.listens ?? []
        return !listens.some((open) => open.address === address && open.port === served)
      })
      if (served === undefined || stale.length === 0) return []
      const shown = stale.slice(0, 3).map(({ instance, address }) => `${instance} ${address}:${served}`)
      return [
        {
          case: stale.some(({ instance }) => !instances.has(instance)) ? 'gone' : 'elsewhere',
          message: text(
            `${stale.length} of ${addresses.length} addresses of ${id} are listened on by nobody: ${shown.join(', ')}.`,
            `${id}의 주소 ${addresses.length}개 가운데 ${stale.length}개는 듣는 인스턴스가 없습니다: ${shown.join(', ')}.`,
          ),
          fix: text(
            'Plan again from the declaration: the plan was changed by hand, or is of two parts.',
            '손으로 고쳤거나 서로 다른 두 계획이 섞였습니다. 선언에서 계획을 다시 만드세요.',
          ),
          at: [...atService(service), `/networks/${network}`, ...atHosts],
          data: { endpoint: id, port: served, stale: stale.map(({ instance }) => instance) },
        },
      ]
    })
  },
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/trino/worker', (endpoint) => ({ ...endpoint, port: 9_999 })),
  passing: (plan) => editEndpoint(plan, 'endpoint/trino/http', (endpoint) => ({ ...endpoint, port: 9_999 })),
})
