// Check: nothing can listen where its host has no address.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutLeg } from '../host-addresses.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'endpoint-without-leg',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Every instance listens on an address of its own host.',
    '인스턴스는 자기 호스트의 주소에서만 듣는다.',
  ),
  why: text(
    'The daemon cannot bind the address and does not start.',
    '그 주소를 열 수 없어 데몬이 시작하지 못합니다.',
  ),
  find: (facts) =>
    facts.plan.instances.flatMap(({ id, service, host, listens }) => {
      const own = new Set(facts.host(host)?.networks.map(({ address }) => address))
      const strange = listens.filter(({ address }) => !own.has(address))
      if (strange.length === 0) return []
      return [
        {
          case: 'strange',
          message: text(
            `${id} listens on ${strange.map(({ address }) => address).join(', ')}, which ${host} does not have.`,
            `${id}의 수신 주소 ${strange.map(({ address }) => address).join(', ')}: ${host}에 없는 주소입니다.`,
          ),
          fix: text('Plan again from the declaration.', '선언에서 계획을 다시 만드세요.'),
          at: [...atService(service), ...atHosts],
          data: { instance: id, host, addresses: strange.map(({ address }) => address) },
        },
      ]
    }),
  failing: (plan) => withoutLeg(plan, 'broker-1', 'data'),
})
