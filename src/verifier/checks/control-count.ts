// Check: a control plane of three survives one.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'control-count',
  topic: 'placement',
  rules: ['R-7.1', 'R-4.1'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'The Kubernetes control plane stands on three hosts.',
    'Kubernetes 컨트롤 플레인은 호스트 3대에 있다.',
  ),
  why: text(
    'Without a majority of it nothing that died is started again.',
    '과반을 잃으면 죽은 것을 다시 시작해 줄 것이 없습니다.',
  ),
  find: (facts) => tooFewHosts(facts, ['kubernetes/control-plane'], 3).map(foundTooFew),
  failing: (plan) => ({
    ...plan,
    instances: [
      ...plan.instances,
      ...plan.instances.slice(0, 2).map((instance, index) => ({
        ...instance,
        id: `kubernetes/control-plane/${index + 1}` as const,
        service: 'kubernetes',
        role: 'control-plane',
      })),
    ],
  }),
})
