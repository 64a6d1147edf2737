// Check: what the load asks for must be there.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atHosts } from '../plan-facts.ts'
import { lacksOnlySpare, withSizing } from '../sizing-numbers.ts'

const unitWord = (unit: string): string => (unit === 'count' ? '' : unit)

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'sizing-short',
  topic: 'sizes',
  rules: ['R-4.2', 'R-4.3'],
  severity: 'warning',
  title: text('The platform carries the load that is declared.', '플랫폼은 선언한 부하를 감당한다.'),
  why: text(
    'It will work, and be too slow or too small for what was declared.',
    '동작은 하지만 선언한 것에는 느리거나 모자랍니다.',
  ),
  find: ({ plan }) =>
    (plan.sizing ?? [])
      .filter((number) => (number.needed ?? 0) > number.value && !lacksOnlySpare(number))
      .map(({ about, what, value, needed, unit, text: words }) => ({
        case: 'short',
        message: text(
          `${about}: ${words.en}: ${value} ${unitWord(unit)}, but the load asks for ${Math.ceil(needed ?? 0)}.`,
          `${about}: ${words.ko}: ${value} ${unitWord(unit)}인데 부하에는 ${Math.ceil(needed ?? 0)}만큼 필요합니다.`,
        ),
        fix: text(
          'Add hosts or hardware there, or declare less load; `hanok explain FILE load` shows where the number comes from.',
          '그곳의 호스트나 하드웨어를 늘리거나 부하를 낮추세요. 숫자의 근거는 `hanok explain FILE load`에 있습니다.',
        ),
        at: [
          '/load',
          ...(about.startsWith('network/') ? [`/${about.replace('network/', 'networks/')}`] : []),
          ...atHosts,
        ],
        data: { about, what, value, needed: needed ?? value, unit },
      })),
  failing: (plan) => withSizing(plan, 'trino/worker', 'instances', 1, 9),
})
