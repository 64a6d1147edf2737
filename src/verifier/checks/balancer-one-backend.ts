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
      .filter(({ addresses }) => addresses.length < 2)
      .map(({ id, service, addresses }) => ({
        case: addresses.length === 0 ? 'none' : 'one',
        ...(addresses.length === 0 ? { severity: 'error' as const } : {}),
        message: text(
          `Behind ${id} there ${addresses.length === 0 ? 'is no instance' : 'is one instance'}.`,
          `${id} 뒤에 인스턴스가 ${addresses.length}개입니다.`,
        ),
        fix: text('Give the role a second host.', '그 역할에 호스트를 한 대 더 주세요.'),
        at: [...atService(service), ...atHosts],
        data: { endpoint: id, backends: addresses.length },
      })),
  failing: (plan) => keepInstances(plan, 'hive-metastore/server', 1),
})
