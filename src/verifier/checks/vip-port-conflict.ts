// Check: one port of a virtual IP leads to one service.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { editEndpoint } from '../plan-edits.ts'
import { groupBy } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vip-port-conflict',
  topic: 'balancing',
  rules: [],
  severity: 'error',
  title: text(
    'No two endpoints are offered on the same port of a virtual IP.',
    '가상 IP의 한 포트에 두 엔드포인트를 내놓지 않는다.',
  ),
  why: text(
    'HAProxy binds each address and port once and refuses the whole configuration otherwise: none of the virtual IPs works.',
    'HAProxy는 주소와 포트를 한 번만 열 수 있어 설정 전체를 거부합니다. 그러면 가상 IP가 모두 동작하지 않습니다.',
  ),
  find: ({ plan }) =>
    [
      ...groupBy(
        balancedEndpoints(plan),
        ({ virtualIp, port, transport }) => `${transport} ${virtualIp}:${port}`,
      ),
    ]
      .filter(([, offered]) => offered.length > 1)
      .map(([where, offered]) => ({
        case: 'taken',
        message: text(
          `${offered.map(({ id }) => id).join(', ')} are all offered on ${where}.`,
          `${offered.map(({ id }) => id).join(', ')} 엔드포인트를 모두 ${where}에서 내놓습니다.`,
        ),
        fix: text(
          'Choose another port for one of them, such as `services.ingress.port`, or another virtual IP.',
          '하나의 포트(예: `services.ingress.port`)나 가상 IP를 바꾸세요.',
        ),
        at: offered.map(({ service }) => `/services/${service}/port`).reverse(),
        data: { where, endpoints: offered.map(({ id }) => id) },
      })),
  failing: (plan) =>
    editEndpoint(plan, 'endpoint/ingress/https', (endpoint) => ({ ...endpoint, port: 8_443 })),
  passing: (plan) =>
    editEndpoint(plan, 'endpoint/ingress/https', (endpoint) => ({ ...endpoint, port: 9_083 })),
})
