// Check: without a spare domain a lost copy waits for its host.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atHosts, atService, hostsOf } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'copies-repair-room',
  topic: 'copies',
  rules: [],
  severity: 'advice',
  title: text('There is a domain to spare for new copies.', '복제본을 다시 만들 여유 도메인이 있다.'),
  why: text(
    'With as many domains as copies, what lost one stays at risk until the host is back.',
    '도메인 수와 복제본 수가 같으면, 하나를 잃은 데이터는 그 호스트가 돌아올 때까지 위험합니다.',
  ),
  find: (facts) =>
    facts.roles.flatMap(({ id, rule, instances, service }) => {
      const dataset =
        rule.kind === 'dataset' ? facts.plan.datasets.find((one) => one.id === rule.dataset) : undefined
      if (dataset === undefined || dataset.copies < 2) return []
      const { domainKind, copies } = dataset
      const domains = new Set(
        hostsOf(instances).map((host) =>
          domainKind === 'host' ? host : (facts.domainsOf(host, domainKind)[0] ?? host),
        ),
      )
      if (domains.size !== copies) return []
      return [
        {
          case: 'none',
          message: text(
            `${dataset.id} has ${copies} copies over ${copies} ${domainKind}s.`,
            `${dataset.id}의 복제본 ${copies}개가 ${domainKind} ${copies}개에 있습니다.`,
          ),
          fix: text(
            `Add a host of ${id} in another ${domainKind}, or several in each.`,
            `다른 ${domainKind}에 ${id} 호스트를 추가하세요.`,
          ),
          at: [...atHosts, ...atService(service)],
          data: { dataset: dataset.id, copies },
        },
      ]
    }),
  failing: (plan) => editDataset(plan, 'dataset/seaweedfs-volumes', { copies: 3 }),
  passing: (plan) => editDataset(plan, 'dataset/kafka-topics', { copies: 2 }),
})
