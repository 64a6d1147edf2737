// Check, jobs reach the object store.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { missingKeyFlows, withoutFlows } from '../key-flows.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-lake',
  topic: 'wiring',
  rules: ['R-6.7'],
  severity: 'error',
  title: text('Spark reaches the S3 gateways.', 'Spark에서 S3 게이트웨이에 닿는다.'),
  why: text(
    'R-6.7: Spark → SeaweedFS S3 gateway. Jobs start, take their executors, and fail at the first read.',
    'R-6.7: Spark → SeaweedFS S3 게이트웨이. 작업이 시작되어 실행기까지 차지한 뒤 첫 읽기에서 실패합니다.',
  ),
  find: (facts) => missingKeyFlows(facts, [{ from: 'spark', to: 'seaweedfs/s3' }]),
  failing: withoutFlows('spark', 'seaweedfs'),
  passing: withoutFlows('spark/history', 'seaweedfs'),
})
