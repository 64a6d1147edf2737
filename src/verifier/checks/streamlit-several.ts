// Check: one app server is a single point.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { foundTooFew, tooFewHosts } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'streamlit-several',
  topic: 'redundancy',
  rules: ['R-2.9'],
  severity: 'error',
  highAvailability: true,
  title: text('There are several Streamlit servers.', 'Streamlit 서버는 여럿이다.'),
  why: text('Every app is gone with the only server.', '하나뿐인 서버와 함께 모든 앱이 사라집니다.'),
  find: (facts) => tooFewHosts(facts, ['streamlit/app'], 2).map(foundTooFew),
  failing: (plan) => keepInstances(plan, 'streamlit/app', 1),
  passing: (plan) => keepInstances(plan, 'streamlit/app', 2),
})
