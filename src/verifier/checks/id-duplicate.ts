// Check: a name stands for one thing.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts, groupBy } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'id-duplicate',
  topic: 'addresses',
  rules: [],
  severity: 'error',
  title: text(
    'Every host, instance, endpoint, dataset, network and failure domain has a name of its own.',
    '호스트, 인스턴스, 엔드포인트, 데이터, 네트워크, 장애 도메인의 이름은 저마다 다르다.',
  ),
  why: text(
    'Commands, logs and drills would speak of two things at once.',
    '명령과 로그와 훈련이 한 이름으로 둘을 가리키게 됩니다.',
  ),
  find: ({ plan }) =>
    [plan.hosts, plan.instances, plan.endpoints, plan.datasets, plan.networks, plan.failureDomains].flatMap(
      (things) =>
        [...groupBy<{ readonly id: string }, string>(things, ({ id }) => id)]
          .filter(([, alike]) => alike.length > 1)
          .map(([id, alike]) => ({
            case: 'twice',
            message: text(
              `${id} is in the plan ${alike.length} times.`,
              `계획에 ${id} 이름이 ${alike.length}번 나옵니다.`,
            ),
            fix: text('Give each a name of its own.', '이름을 저마다 다르게 주세요.'),
            at: atHosts,
            data: { id, times: alike.length },
          })),
    ),
  failing: (plan) => ({ ...plan, hosts: [...plan.hosts, ...plan.hosts.slice(0, 1)] }),
})
