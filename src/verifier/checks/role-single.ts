// Check: what has no second is gone until it is repaired.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editRole } from '../plan-edits.ts'
import { atHosts } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'role-single',
  topic: 'redundancy',
  rules: [],
  severity: 'advice',
  highAvailability: true,
  title: text('Little is left with a single instance.', '인스턴스가 하나뿐인 역할은 얼마 없다.'),
  why: text(
    'The guideline leaves some roles single on purpose; what stops with them, and for how long, is in the failure tables.',
    '지침이 일부러 하나로 둔 역할도 있습니다. 그것과 함께 무엇이 얼마나 멈추는지는 장애 표에 있습니다.',
  ),
  find: (facts) => {
    const single = facts.roles.filter(
      ({ rule, instances }) => rule.kind === 'single' && instances.length === 1,
    )
    if (single.length === 0) return []
    const roles = single.map(({ id }) => id)
    return [
      {
        case: 'one-of-each',
        message: text(
          `One instance only: ${roles.join(', ')}.`,
          `인스턴스가 하나뿐인 역할: ${roles.join(', ')}.`,
        ),
        fix: text(
          'Know what stops with them; keep their hosts easy to replace.',
          '그것과 함께 무엇이 멈추는지 알아 두고, 그 호스트를 쉽게 갈아 끼울 수 있게 하세요.',
        ),
        at: atHosts,
        data: { roles },
      },
    ]
  },
  failing: (plan) => editRole(plan, 'hive-metastore/server', { rule: { kind: 'single' } }),
  passing: (plan) => ({
    ...plan,
    instances: plan.instances.filter(
      ({ service, role }) =>
        !(service === 'superset' && role === 'beat') && !(service === 'spark' && role === 'history'),
    ),
  }),
})
