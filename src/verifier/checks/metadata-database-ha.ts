// Check: a metadata database that cannot fail over takes everything with it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editRole } from '../plan-edits.ts'
import { atHosts, atService, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'metadata-database-ha',
  topic: 'redundancy',
  rules: ['R-3.1', 'R-2.2'],
  severity: 'error',
  highAvailability: true,
  title: text('The metadata database fails over by itself.', '메타데이터 데이터베이스는 스스로 넘겨받는다.'),
  why: text(
    'The Metastore, the filers, Superset and Grafana keep what they know in it.',
    '메타스토어, 파일러, Superset, Grafana가 아는 것을 모두 거기에 둡니다.',
  ),
  find: (facts) => {
    const database = facts.roles.find(({ id }) => id === 'postgres/server')
    if (database === undefined || database.instances.length === 0) return []
    const hosts = hostsOf(database.instances).length
    if (database.rule.kind === 'elected-primary' && hosts >= 2) return []
    return [
      {
        case: hosts < 2 ? 'one' : 'no-election',
        message: text(
          hosts < 2
            ? 'Postgres stands on one host.'
            : `Postgres has ${hosts} servers, and none takes over by itself.`,
          hosts < 2
            ? 'Postgres가 호스트 한 대에만 있습니다.'
            : `Postgres 서버가 ${hosts}개지만 스스로 넘겨받지 않습니다.`,
        ),
        fix: text(
          'Use a shape with Patroni over three hosts (any but starter and compact).',
          'Patroni가 세 호스트에 도는 형태를 쓰세요(starter와 compact를 뺀 모든 형태).',
        ),
        at: [...atService('postgres'), ...atHosts],
        data: { hosts, rule: database.rule.kind },
      },
    ]
  },
  failing: (plan) => editRole(plan, 'postgres/server', { rule: { kind: 'single' } }),
})
