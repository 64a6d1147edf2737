// Check: more clients than the database has seats wait outside.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { sizingOf, withSizing } from '../sizing-numbers.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'connections',
  topic: 'sizes',
  rules: ['R-2.2'],
  severity: 'error',
  title: text(
    "All connection pools together fit Postgres' limit.",
    '연결 풀을 모두 더해도 Postgres의 한도 안이다.',
  ),
  why: text(
    'The last to come is refused ("too many clients already"): after a failover everyone comes at once.',
    '마지막에 온 쪽은 거절당합니다("too many clients already"). 장애 조치 뒤에는 모두가 한꺼번에 옵니다.',
  ),
  find: (facts) => {
    const limit = sizingOf(facts.plan, 'postgres/server', 'maxConnections')
    const pool = sizingOf(facts.plan, 'postgres/server', 'poolSize')
    if (limit === undefined || pool === undefined) return []
    const clients = facts.plan.instances.filter(({ needs }) =>
      needs.some(({ endpoint }) => endpoint === 'endpoint/postgres/primary'),
    )
    // Three are kept for the administrator (superuser_reserved_connections).
    const wanted = clients.length * pool + 3
    if (wanted <= limit) return []
    return [
      {
        case: 'too-many',
        message: text(
          `${clients.length} clients with pools of ${pool} want ${wanted} connections; Postgres allows ${limit}.`,
          `클라이언트 ${clients.length}개의 풀(${pool}개씩)이 연결 ${wanted}개를 쓰려 하지만 Postgres의 한도는 ${limit}개입니다.`,
        ),
        fix: text(
          'Raise the limit, make the pools smaller, or put a pooler between.',
          '한도를 늘리거나 풀을 줄이거나 풀러를 두세요.',
        ),
        at: atService('postgres'),
        data: { clients: clients.length, pool, wanted, limit },
      },
    ]
  },
  failing: (plan) => withSizing(plan, 'postgres/server', 'maxConnections', 100),
})
