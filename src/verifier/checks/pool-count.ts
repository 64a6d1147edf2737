// Check: query and compute need hosts to lose one.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances, moveInstances } from '../plan-edits.ts'
import { foundTooFew, hostsWith } from '../role-hosts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'pool-count',
  topic: 'placement',
  rules: ['R-7.6', 'R-7.7', 'R-4.2'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'Trino and Spark stand on four hosts or more together.',
    'Trino와 Spark의 호스트는 합쳐서 4대 이상이다.',
  ),
  why: text(
    'The smallest platform of R-7.10 has four: with fewer, one host is a third of all that computes.',
    'R-7.10의 가장 작은 플랫폼도 4대입니다. 더 적으면 한 대가 계산 능력의 3분의 1을 넘습니다.',
  ),
  find: (facts) => {
    const hosts = new Set([
      ...hostsWith(facts, 'trino/worker'),
      ...hostsWith(facts, 'spark/worker'),
      ...hostsWith(facts, 'yarn/nodemanager'),
    ])
    if (hosts.size === 0 || hosts.size >= 4) return []
    return [
      foundTooFew({
        role: 'trino/worker',
        what: text('What computes (Trino and Spark)', '계산 서비스(Trino, Spark)'),
        hosts: hosts.size,
        least: 4,
      }),
    ]
  },
  failing: (plan) =>
    keepInstances(moveInstances(plan, 'spark/worker', ['query-1', 'query-2']), 'trino/worker', 2),
})
