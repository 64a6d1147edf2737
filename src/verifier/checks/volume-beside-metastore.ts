// Check: volumes and the Metastore on one host share its IO.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, sharedHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'volume-beside-metastore',
  topic: 'placement',
  rules: ['R-9.6'],
  severity: 'advice',
  title: text('Volumes do not stand beside the Metastore.', '볼륨 서버는 메타스토어와 다른 호스트에 있다.'),
  why: text(
    'Allowed within limits: IO can become the bottleneck, and table look-ups wait behind bulk reads.',
    '제한적으로 허용됩니다. IO가 병목이 되어 테이블 조회가 큰 읽기 뒤에서 기다릴 수 있습니다.',
  ),
  find: (facts) =>
    foundSharing(
      'seaweedfs/volume',
      'hive-metastore',
      sharedHosts(facts, 'seaweedfs/volume', 'hive-metastore'),
    ),
  failing: (plan) => moveInstances(plan, 'hive-metastore/server', ['storage-1', 'storage-2']),
})
