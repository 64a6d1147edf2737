// Check: dashboards that live on one host are lost with it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editInstances } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

const visualRoles = ['superset/web', 'superset/worker', 'grafana/server'] as const

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'visual-state-outside',
  topic: 'redundancy',
  rules: ['R-2.5', 'R-2.6'],
  severity: 'error',
  title: text(
    'Superset and Grafana keep their state in the database.',
    'Superset과 Grafana는 상태를 데이터베이스에 둔다.',
  ),
  why: text(
    'Their built-in SQLite is a file on one host: two instances would show two truths.',
    '내장 SQLite는 한 호스트의 파일이라 인스턴스가 둘이면 서로 다른 것을 보여 줍니다.',
  ),
  find: (facts) =>
    visualRoles.flatMap((role) => {
      const without = facts
        .instancesOf(role)
        .filter(({ needs }) => !needs.some(({ endpoint }) => endpoint.startsWith('endpoint/postgres/')))
      if (without.length === 0) return []
      return [
        {
          case: 'inside',
          message: text(`${role} does not use the database.`, `${role}에서 데이터베이스를 쓰지 않습니다.`),
          fix: text('Let the platform have Postgres.', '플랫폼에 Postgres를 두세요.'),
          at: [...atService('postgres'), ...atService(role.split('/')[0] ?? '')],
          data: { role, instances: without.length },
        },
      ]
    }),
  failing: (plan) => editInstances(plan, 'grafana/server', (server) => ({ ...server, needs: [] })),
})
