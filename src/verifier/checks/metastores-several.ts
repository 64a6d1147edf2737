// Check: one Metastore is the only one who knows the tables.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'metastores-several',
  topic: 'redundancy',
  rules: ['R-2.2'],
  severity: 'error',
  highAvailability: true,
  title: text('There are several Hive Metastores.', 'Hive 메타스토어는 여럿이다.'),
  why: text(
    'Without one no table can be found, neither by Trino nor by Spark.',
    '하나뿐이면 그것이 죽을 때 Trino도 Spark도 테이블을 찾지 못합니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['hive-metastore/server'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'hive-metastore/server', 1),
  passing: (plan) => keepInstances(plan, 'hive-metastore/server', 2),
})
