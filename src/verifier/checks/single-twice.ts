// Check: two of what must be one do the same thing twice.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editRole } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'single-twice',
  topic: 'redundancy',
  rules: ['R-2.5'],
  severity: 'error',
  title: text('What must run once runs once.', '하나여야 하는 것은 하나만 돈다.'),
  why: text(
    'Two schedulers send every report and every alert twice; what must be one is restarted elsewhere instead (Superset, "Alerts and Reports").',
    '스케줄러가 둘이면 보고서와 알림이 두 번씩 나갑니다. 하나여야 하는 것은 늘리지 않고 다른 곳에서 다시 시작합니다(Superset, "Alerts and Reports").',
  ),
  find: (facts) =>
    facts.roles
      .filter(({ rule, instances }) => rule.kind === 'single' && instances.length > 1)
      .map(({ id, service, instances }) => ({
        case: 'twice',
        message: text(
          `${id} must run once, and is planned ${instances.length} times.`,
          `${id}: 하나만 돌아야 하는데 ${instances.length}개가 계획되어 있습니다.`,
        ),
        fix: text('Plan one.', '하나만 두세요.'),
        at: [...atService(service), ...atHosts],
        data: { role: id, instances: instances.length },
      })),
  failing: (plan) => editRole(plan, 'superset/web', { rule: { kind: 'single' } }),
})
