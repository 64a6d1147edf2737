// Check: what just suffices does not suffice with one host less.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts } from '../plan-facts.ts'
import { withSizing } from '../sizing-numbers.ts'

// What takes over the work of a lost one. Brokers and gateways are never fewer than their copies ask for, however small the load.
const spareRoles: ReadonlySet<string> = new Set(['trino/worker', 'spark/worker'])

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
  find: (facts) =>
    (facts.plan.sizing ?? [])
      .filter(
        ({ what, value, needed }) =>
          what === 'instances' && needed !== undefined && needed === value && value > 2,
      )
      .filter(({ about }) => spareRoles.has(about))
      .map(({ about, value }) => ({
        case: 'none-left',
        message: text(
          `${about} needs all ${value} of its instances for the load; with one less it carries ${Math.floor((100 * (value - 1)) / value)} percent.`,
          `${about}: 부하에 인스턴스 ${value}개가 모두 필요합니다. 하나를 잃으면 ${Math.floor((100 * (value - 1)) / value)}%만 감당합니다.`,
        ),
        fix: text('Add one host to that group.', '그 그룹에 호스트를 한 대 더하세요.'),
        at: ['/load', ...atHosts],
        data: { about, instances: value },
      })),
  failing: (plan) => withSizing(plan, 'trino/worker', 'instances', 10, 10),
})
