// Check: services that share one consensus store fall together.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editRole } from '../plan-edits.ts'
import { atService, groupBy } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'consensus-shared',
  topic: 'quorum',
  rules: [],
  severity: 'warning',
  title: text('Every consensus store serves one service.', '합의 저장소는 서비스 하나만 쓴다.'),
  why: text(
    'Load or a mistake of one service then takes the leader of another away.',
    '한 서비스의 부하나 실수가 다른 서비스의 주 서버까지 잃게 합니다.',
  ),
  find: (facts) => {
    const users = groupBy(
      facts.roles.filter(({ rule }) => 'consensus' in rule),
      ({ rule }) => ('consensus' in rule ? rule.consensus : ''),
    )
    return [...users].flatMap(([store, roles]) => {
      const services = [...new Set(roles.map(({ service }) => service))]
      if (services.length < 2) return []
      return [
        {
          case: 'shared',
          message: text(
            `${store} decides for ${services.join(' and ')}.`,
            `${store} 역할을 함께 쓰는 서비스: ${services.join(', ')}.`,
          ),
          fix: text('Give each a store of its own.', '서비스마다 합의 저장소를 따로 두세요.'),
          at: services.flatMap((service) => atService(service)),
          data: { store, services },
        },
      ]
    })
  },
  failing: (plan) =>
    editRole(plan, 'redis/server', { rule: { kind: 'asynchronous-primary', consensus: 'etcd/member' } }),
})
