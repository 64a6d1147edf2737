// Check: instances in one rack are lost together.

import type { HostId } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { inOneRack } from '../host-addresses.ts'
import { atHosts, atService, hostsOf, type PlanFacts } from '../plan-facts.ts'

/** A failure domain that holds all these hosts, where the platform has others of its kind. */
function commonDomain(facts: PlanFacts, hosts: readonly HostId[]): string | undefined {
  const kinds = ['rack', 'switch', 'zone'] as const
  return kinds
    .filter((kind) => facts.plan.failureDomains.filter((domain) => domain.kind === kind).length > 1)
    .map((kind) => {
      // A host on two switches keeps one: only what every host depends on alone counts.
      const domains = hosts.map((host) => facts.domainsOf(host, kind))
      const [first = []] = domains
      return first.length === 1 && domains.every((own) => own.length === 1 && own[0] === first[0])
        ? first[0]
        : undefined
    })
    .find((domain) => domain !== undefined)
}

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'role-one-rack',
  topic: 'placement',
  rules: [],
  severity: 'warning',
  highAvailability: true,
  title: text(
    'The instances of a role are spread over racks, switches and zones.',
    '한 역할의 인스턴스는 여러 랙, 스위치, 존에 나뉘어 있다.',
  ),
  why: text(
    'When that rack loses power, or that switch dies, the role is gone however many instances it has.',
    '그 랙의 전원이나 그 스위치가 죽으면 인스턴스가 몇 개든 역할이 통째로 사라집니다.',
  ),
  find: (facts) =>
    facts.roles.flatMap((role) => {
      const hosts = hostsOf(role.instances)
      // A standby pair in one rack is as bad as a quorum; what is single or on every host has no choice.
      if (hosts.length < 2 || role.rule.kind === 'per-host' || role.rule.kind === 'single') return []
      const domain = commonDomain(facts, hosts)
      if (domain === undefined) return []
      return [
        {
          case: 'together',
          message: text(
            `All ${hosts.length} hosts of ${role.id} are in ${domain}.`,
            `${role.id}의 호스트 ${hosts.length}대가 모두 ${domain}에 있습니다.`,
          ),
          fix: text('Give the duty to hosts elsewhere, too.', '다른 곳의 호스트에도 그 임무를 주세요.'),
          at: [...atHosts, ...atService(role.service)],
          data: { role: role.id, domain, hosts: [...hosts] },
        },
      ]
    }),
  failing: (plan) =>
    inOneRack(plan, hostsOf(plan.instances.filter(({ service }) => service === 'hive-metastore'))),
})
