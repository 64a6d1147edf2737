// Check: a dead host that nobody watches is noticed late.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'peer-watch-everywhere',
  topic: 'operations',
  rules: [],
  severity: 'error',
  title: text(
    'The peer watch runs on every host, or on none.',
    '피어 감시는 모든 호스트에 돌거나 아예 돌지 않는다.',
  ),
  why: text(
    'Connections to a host that is not watched hang until TCP gives up, a quarter of an hour later (docs/adr/0006).',
    '감시하지 않는 호스트로 맺은 연결은 TCP가 포기할 때까지 15분쯤 매달립니다(docs/adr/0006).',
  ),
  find: (facts) => {
    const watched = new Set(facts.instancesOf('peer-watch/agent').map(({ host }) => host))
    const missing = facts.plan.hosts.map(({ id }) => id).filter((host) => !watched.has(host))
    if (watched.size === 0 || missing.length === 0) return []
    return [
      {
        case: 'missing',
        message: text(
          `The peer watch does not run on ${hostNames(missing)}.`,
          `피어 감시가 돌지 않는 호스트: ${hostNames(missing)}.`,
        ),
        fix: text('Plan again from the declaration.', '선언에서 계획을 다시 만드세요.'),
        at: [...atService('peer-watch'), ...atHosts],
        data: { hosts: missing },
      },
    ]
  },
  failing: (plan) => keepInstances(plan, 'peer-watch/agent', 60),
})
