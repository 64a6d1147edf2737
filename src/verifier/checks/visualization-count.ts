// Check: what people look at scales out apart.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { foundSharing, foundTooFew, hostsWith, sharedHosts } from '../role-hosts.ts'

const dataRoles = ['trino/worker', 'spark/worker', 'seaweedfs/volume', 'opensearch/data'] as const

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'visualization-count',
  topic: 'placement',
  rules: ['R-7.8', 'R-1.4'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'Visualization has three hosts or more, apart from the data tier.',
    '시각화는 데이터 계층과 떨어진 호스트 3대 이상에 있다.',
  ),
  why: text(
    'What people look at has peaks of its own, and its faults should not reach the data.',
    '보는 사람이 몰리는 때가 따로 있고, 시각화의 장애가 데이터에 번지면 안 됩니다.',
  ),
  find: (facts) => {
    const shown = ['superset/web', 'opensearch/dashboards', 'streamlit/app']
    const hosts = new Set(shown.flatMap((role) => [...hostsWith(facts, role)]))
    const few =
      hosts.size > 0 && hosts.size < 3
        ? [
            foundTooFew({
              role: 'superset/web',
              what: text('Visualization', '시각화 서비스'),
              hosts: hosts.size,
              least: 3,
            }),
          ]
        : []
    return [
      ...few,
      ...dataRoles.flatMap((role) => foundSharing('superset', role, sharedHosts(facts, 'superset', role))),
    ]
  },
  failing: (plan) => moveInstances(plan, 'superset/web', ['query-1', 'query-2']),
})
