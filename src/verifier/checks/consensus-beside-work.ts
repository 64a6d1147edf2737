// Check: a voter that waits for the disk behind heavy work is voted out.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { atHosts, hostNames, hostsOf, roleIdOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'consensus-beside-work',
  topic: 'quorum',
  rules: ['R-2.12'],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'Consensus stores do not share hosts with workers or brokers.',
    '합의 저장소는 워커나 브로커와 호스트를 함께 쓰지 않는다.',
  ),
  why: text(
    'A vote must reach the disk within its timeout; workers and brokers fill disks and processors.',
    '투표는 제한 시간 안에 디스크에 기록되어야 하는데, 워커와 브로커는 디스크와 CPU를 가득 씁니다.',
  ),
  find: (facts) => {
    const stores = new Set(facts.roles.flatMap(({ rule }) => ('consensus' in rule ? [rule.consensus] : [])))
    const heavy = new Set<string>(
      facts.roles
        .filter(({ rule }) => rule.kind === 'capacity' || rule.kind === 'dataset')
        .map(({ id }) => id),
    )
    return [...stores].flatMap((store) => {
      const hosts = hostsOf(facts.instancesOf(store)).filter((host) =>
        facts.instancesOn(host).some((instance) => heavy.has(roleIdOf(instance))),
      )
      if (hosts.length === 0) return []
      return [
        {
          case: 'shared',
          message: text(
            `${store} shares ${hostNames(hosts)} with workers or data.`,
            `${store} 역할이 ${hostNames(hosts)}에서 워커나 데이터 서버와 함께 있습니다.`,
          ),
          fix: text('Place it on control or metadata hosts.', '제어 또는 메타데이터 호스트에 두세요.'),
          at: [...atHosts],
          data: { role: store, hosts },
        },
      ]
    })
  },
  failing: (plan) => moveInstances(plan, 'etcd/member', ['compute-1', 'metadata-2', 'metadata-3']),
})
