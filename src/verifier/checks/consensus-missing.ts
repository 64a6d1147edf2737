// Check: a primary whose consensus store is not in the plan can never be elected.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { withoutService } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'consensus-missing',
  topic: 'quorum',
  rules: ['R-2.2'],
  severity: 'error',
  title: text('Every elected primary has its consensus store.', '선출되는 주 서버에는 합의 저장소가 있다.'),
  why: text(
    'Without it nobody may lead, and nothing is written.',
    '합의 저장소가 없으면 아무도 주 서버가 될 수 없고 쓰기가 되지 않습니다.',
  ),
  find: (facts) =>
    facts.roles.flatMap(({ id, service, rule }) => {
      if (!('consensus' in rule) || facts.instancesOf(rule.consensus).length > 0) return []
      return [
        {
          case: 'missing',
          message: text(
            `${id} needs ${rule.consensus}, which has no instance.`,
            `${id}에 필요한 ${rule.consensus}의 인스턴스가 없습니다.`,
          ),
          fix: text(
            `Keep the service of ${rule.consensus} in the declaration.`,
            `선언에서 ${rule.consensus} 서비스를 빼지 마세요.`,
          ),
          at: [...atService(rule.consensus.split('/')[0] ?? ''), ...atService(service)],
          data: { role: id, consensus: rule.consensus },
        },
      ]
    }),
  failing: (plan) => withoutService(plan, 'etcd'),
})
