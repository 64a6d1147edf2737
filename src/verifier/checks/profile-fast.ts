// Check: quick failovers and false ones come together.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'profile-fast',
  topic: 'operations',
  rules: [],
  severity: 'advice',
  title: text('The profile is the conservative one.', '프로필은 conservative다.'),
  why: text(
    'Shorter timeouts take a busy host for a dead one sooner; measure with your load before you use it.',
    '제한 시간이 짧으면 바쁜 호스트를 죽었다고 보기 쉽습니다. 실제 부하로 재어 본 뒤에 쓰세요.',
  ),
  find: ({ plan }) =>
    plan.profile === 'conservative'
      ? []
      : [
          {
            case: 'fast',
            message: text(`The profile is ${plan.profile}.`, `프로필이 ${plan.profile}입니다.`),
            fix: text(
              'Choose `profile: conservative` unless seconds count more than calm.',
              '몇 초가 안정보다 중요하지 않다면 `profile: conservative`를 쓰세요.',
            ),
            at: ['/profile'],
            data: { profile: plan.profile },
          },
        ],
  failing: (plan) => ({ ...plan, profile: 'fast' }),
})
