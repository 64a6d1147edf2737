// Check: the storage network is for what stores.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundStrangersAt, withLeg } from '../network-use.ts'
import { hostsWith } from '../role-hosts.ts'
import { hasLeg } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'storage-network-users',
  topic: 'networks',
  rules: ['R-6.4'],
  severity: 'error',
  title: text('Only SeaweedFS stands on the storage network.', '스토리지망에는 SeaweedFS만 있다.'),
  why: text(
    'Replication and repair compete with whatever else is there, and a stranger reaches unprotected volumes.',
    '복제와 복구가 다른 통신과 다투고, 보호 장치가 없는 볼륨에 낯선 것이 닿습니다.',
  ),
  find: (facts) => {
    const allowed = new Set([...hostsWith(facts, 'seaweedfs'), ...hostsWith(facts, 'hdfs')])
    return foundStrangersAt(
      'storage',
      facts.plan.hosts.filter((host) => hasLeg(facts, host.id, 'storage') && !allowed.has(host.id)),
    )
  },
  failing: (plan) => withLeg(plan, 'query-1', 'storage', '10.77.40.250'),
})
