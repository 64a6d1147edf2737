// Check: a balancer with one backend moves the single point, it does not remove it.

import { text } from '../../model/text.ts'
import { balancedEndpoints } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-one-backend',
  topic: 'balancing',
  rules: ['R-2.1', 'R-2.2', 'R-2.3'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'Behind every virtual IP there is more than one instance.',
    '가상 IP 뒤에는 인스턴스가 둘 이상 있다.',
  ),
  why: text(
    'The address stays when its only backend dies, and answers nothing.',
    '하나뿐인 뒷단이 죽으면 주소만 남고 아무것도 답하지 않습니다.',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan)
      .filter(({ addresses }) => addresses.length === 1)
      .map(({ id, service, role, addresses }) => ({
        case: 'one',
        message: text(
          `Behind ${id} there is one instance: ${addresses[0]?.instance ?? ''}.`,
          `${id} 뒤에 인스턴스가 ${addresses[0]?.instance ?? ''} 하나뿐입니다.`,
        ),
        fix: text(
          `Give ${service}/${role} a second host (\`hosts\` or \`hostGroups\`: one more with its duty).`,
          `${service}/${role} 인스턴스를 둘 호스트를 한 대 더 두세요(\`hosts\`나 \`hostGroups\`에 같은 임무로 추가).`,
        ),
        at: [...atService(service), ...atHosts],
        data: { endpoint: id, backends: 1 },
      })),
  failing: (plan) => keepInstances(plan, 'hive-metastore/server', 1),
})
