// Check, the metastore reaches its database.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { missingKeyFlows, withoutFlows } from '../key-flows.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-metadata',
  topic: 'wiring',
  rules: ['R-6.8'],
  severity: 'error',
  title: text('The Hive Metastore reaches its Postgres.', 'Hive Metastore에서 Postgres에 닿는다.'),
  why: text(
    'R-6.8: Hive Metastore ↔ its Postgres. Without its database it knows no table, and neither Trino nor Spark does.',
    'R-6.8: Hive Metastore ↔ Postgres. 데이터베이스가 없으면 테이블을 하나도 알지 못하고, Trino와 Spark도 마찬가지입니다.',
  ),
  find: (facts) => missingKeyFlows(facts, [{ from: 'hive-metastore', to: 'postgres' }]),
  failing: withoutFlows('hive-metastore', 'postgres'),
  passing: withoutFlows('hive-metastore', 'seaweedfs'),
})
