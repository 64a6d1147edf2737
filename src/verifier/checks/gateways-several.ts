// Check: one gateway is the only door to S3.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'gateways-several',
  topic: 'redundancy',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text('SeaweedFS has several S3 gateways.', 'SeaweedFS S3 게이트웨이는 여럿이다.'),
  why: text(
    'Trino, Spark and Kafka Connect all come in by S3.',
    'Trino, Spark, Kafka Connect가 모두 S3로 들어옵니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['seaweedfs/s3'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'seaweedfs/s3', 1),
  passing: (plan) => keepInstances(plan, 'seaweedfs/s3', 2),
})
