// Check: three storage hosts have no room to repair.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'storage-count',
  topic: 'placement',
  rules: ['R-7.4'],
  severity: 'error',
  highAvailability: true,
  title: text('Volumes stand on four hosts or more.', '볼륨 서버의 호스트는 4대 이상이다.'),
  why: text(
    'With fewer there is nowhere to put the copies of a lost host, and one host holds too large a part of the data.',
    '더 적으면 잃은 호스트의 복제본을 다시 둘 곳이 없고, 한 대가 가진 데이터가 너무 많습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['seaweedfs/volume', 'hdfs/datanode'], 4).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'seaweedfs/volume', 3),
  passing: (plan) => keepInstances(plan, 'seaweedfs/volume', 4),
})
