// Check: services may share a host as long as it has enough for both.

import type { HostId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { capacityOf, wantedOn, withSize } from '../host-sums.ts'
import { moveInstances } from '../plan-edits.ts'
import { atHosts, hostNames, type PlanFacts } from '../plan-facts.ts'
import { sharedHosts } from '../role-hosts.ts'

const sharingPairs = [
  ['superset', 'streamlit'],
  ['opensearch/data', 'prometheus/server'],
  ['opensearch/data', 'grafana/server'],
] as const

function isTight(facts: PlanFacts, id: HostId): boolean {
  const host = facts.host(id)
  if (host === undefined) return false
  const limits = { memoryMiB: 1, diskGiB: 0.9, cpus: 2 } as const
  return (Object.keys(limits) as (keyof typeof limits)[]).some(
    (resource) => wantedOn(facts, id, resource) > capacityOf(host, resource) * limits[resource],
  )
}

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'shared-hosts-fit',
  topic: 'placement',
  rules: ['R-9.3', 'R-9.5'],
  severity: 'warning',
  title: text(
    'Where services share a host, it has memory and disk to spare.',
    '서비스가 호스트를 함께 쓰는 곳에는 메모리와 디스크에 여유가 있다.',
  ),
  why: text(
    'Superset with Streamlit goes at low load, OpenSearch with monitoring only with disk and CPU to spare.',
    'Superset과 Streamlit은 부하가 낮을 때, OpenSearch와 모니터링은 디스크와 CPU에 여유가 있을 때만 함께 둡니다.',
  ),
  find: (facts) =>
    sharingPairs.flatMap(([first, second]) => {
      const tight = sharedHosts(facts, first, second).filter((host) => isTight(facts, host))
      if (tight.length === 0) return []
      return [
        {
          case: 'tight',
          message: text(
            `${first} and ${second} share ${hostNames(tight)}, where more is planned than its memory, nine tenths of its disk or twice its cores.`,
            `${hostNames(tight)}에서 ${first}, ${second} 둘 다 도는데 계획이 메모리 전부, 디스크의 9할, 코어의 두 배 가운데 하나를 넘습니다.`,
          ),
          fix: text(
            'Give these hosts more, or one of the services other hosts.',
            '호스트를 키우거나 한쪽을 다른 호스트로 옮기세요.',
          ),
          at: atHosts,
          data: { what: [first, second], hosts: tight },
        },
      ]
    }),
  failing: (plan) =>
    withSize(moveInstances(plan, 'opensearch/data', ['observability-1']), 'opensearch/data', {
      diskGiB: 900,
    }),
})
