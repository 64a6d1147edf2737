// When a role works, in words (design, "Availability rules").

import type { AvailabilityRule } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { Facts } from './facts.ts'

/** What has to be there for a role to work. */
export function ruleWords(facts: Facts, rule: AvailabilityRule): string {
  const { say } = facts
  switch (rule.kind) {
    case 'any':
      return say(text('one of them works', '하나라도 동작'))
    case 'standby':
      return say(text('one works; the others stand by', '하나라도 동작(나머지는 대기)'))
    case 'majority':
      return say(text('more than half work', '과반수가 동작'))
    case 'elected-primary':
      return rule.synchrony === 'strict'
        ? say(
            text(
              'a primary can be elected and a standby holds every write',
              '주 서버를 뽑을 수 있고, 쓴 내용이 대기 서버에도 있음',
            ),
          )
        : say(text('a primary can be elected', '주 서버를 뽑을 수 있음'))
    case 'asynchronous-primary':
      return say(
        text(
          'a primary can be elected; the newest writes may be lost',
          '주 서버를 뽑을 수 있음(가장 최근에 쓴 내용은 잃을 수 있음)',
        ),
      )
    case 'dataset':
      return say(text('copies of the data are left', '데이터 사본이 남아 있음'))
    case 'capacity':
      return say(
        text(
          `fully with ${rule.minimum}, slower with fewer`,
          `${rule.minimum}개면 전체 성능, 적으면 그만큼 느림`,
        ),
      )
    case 'single':
      return say(text('there is only one', '하나뿐이며 그것이 동작'))
    case 'per-host':
      return say(text('each for its own host', '각자 자기 호스트를 담당'))
  }
}
