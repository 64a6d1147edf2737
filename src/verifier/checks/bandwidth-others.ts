// Check: management and service need a wire, too.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundSlow } from '../network-use.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'bandwidth-others',
  topic: 'networks',
  rules: ['R-6.1', 'R-6.3'],
  severity: 'error',
  title: text(
    'Management and service networks have 1 Gbit/s or more.',
    '관리망과 서비스망은 1 Gbit/s 이상이다.',
  ),
  why: text(
    'Votes and heartbeats go over management, people over service.',
    '투표와 하트비트는 관리망으로, 사람은 서비스망으로 다닙니다.',
  ),
  find: ({ plan }) =>
    plan.networks
      .filter(({ id, gbps }) => (id === 'network/management' || id === 'network/service') && gbps < 1)
      .map((network) => foundSlow(network, 1)),
  failing: (plan) => editNetwork(plan, 'management', { gbps: 0.1 }),
})
