// Check: more copies than domains fall together.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atHosts, atService, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'copies-domains',
  topic: 'copies',
  rules: ['R-2.1'],
  severity: 'error',
  title: text('There are as many domains as copies.', '복제본 수만큼 장애 도메인이 있다.'),
  why: text(
    'Copies beyond the number of racks (or hosts) share one, and are gone together.',
    '랙(또는 호스트) 수보다 많은 복제본은 한곳에 함께 있다가 한꺼번에 사라집니다.',
  ),
  find: (facts) =>
    facts.plan.datasets.flatMap(({ id, service, copies, domainKind }) => {
      const holders = facts.roles.find(({ rule }) => rule.kind === 'dataset' && rule.dataset === id)
      if (holders === undefined || copies < 2) return []
      const domains = new Set(
        hostsOf(holders.instances).map((host) =>
          domainKind === 'host' ? host : (facts.domainsOf(host, domainKind)[0] ?? host),
        ),
      )
      if (domains.size >= copies) return []
      return [
        {
          case: 'too-few',
          message: text(
            `${id} has ${copies} copies, but its hosts are in ${domains.size} ${domainKind}s.`,
            `${id}의 복제본은 ${copies}개인데 그 호스트들은 ${domainKind} ${domains.size}개에 있습니다.`,
          ),
          fix: text(
            `Spread ${holders.id} over ${copies} ${domainKind}s.`,
            `${holders.id} 역할을 ${domainKind} ${copies}개에 나누어 두세요.`,
          ),
          at: [...atHosts, ...atService(service)],
          data: { dataset: id, copies, domains: domains.size },
        },
      ]
    }),
  failing: (plan) => editDataset(plan, 'dataset/kafka-topics', { copies: 4 }),
})
