// Check: what just suffices does not suffice with one host less.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts } from '../plan-facts.ts'
import { lacksOnlySpare, withSizing } from '../sizing-numbers.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'spare-after-loss',
  topic: 'sizes',
  rules: ['R-3.3'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'After the loss of any one host the rest carries the load.',
    '호스트 한 대를 잃어도 나머지가 부하를 감당한다.',
  ),
  why: text(
    'The service stays up, and is too slow for as long as the host is away.',
    '서비스는 살아 있지만 그 호스트가 돌아올 때까지 느립니다.',
  ),
  find: ({ plan }) =>
    (plan.sizing ?? []).filter(lacksOnlySpare).map(({ about, value, needed }) => ({
      case: 'none-left',
      message: text(
        `${about} carries the load with its ${value} instances, but not when a host is lost: ${Math.ceil(needed ?? 0)} are needed for that.`,
        `${about}: 인스턴스 ${value}개로 부하를 감당하지만 호스트를 하나 잃으면 모자랍니다. ${Math.ceil(needed ?? 0)}개가 필요합니다.`,
      ),
      fix: text('Add one host to that group.', '그 그룹에 호스트를 한 대 더하세요.'),
      at: ['/load', ...atHosts],
      data: { about, instances: value, needed: needed ?? value },
    })),
  failing: (plan) => withSizing(plan, 'trino/worker', 'instances', 10, 11),
  passing: (plan) => withSizing(plan, 'trino/worker', 'instances', 10, 10),
})
