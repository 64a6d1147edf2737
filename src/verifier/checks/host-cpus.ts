// Check: cores can be shared, not without end.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { overfullHosts } from '../host-sums.ts'
import { editHost } from '../plan-edits.ts'
import { atHosts, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-cpus',
  topic: 'sizes',
  rules: [],
  severity: 'warning',
  title: text(
    'No host has more than twice its cores planned.',
    '어느 호스트에도 코어의 두 배를 넘게 계획하지 않는다.',
  ),
  why: text(
    'At once everything becomes slow, heartbeats too: what still works is taken for dead.',
    '한꺼번에 바빠지면 하트비트까지 늦어져 멀쩡한 것이 죽은 것으로 보입니다.',
  ),
  find: (facts) =>
    overfullHosts(facts, 'cpus', 2).map(({ hosts, wanted, capacity }) => ({
      case: 'too-many',
      message: text(
        `${hostNames(hosts)} ${hosts.length === 1 ? 'has' : 'have'} ${capacity} cores, and ${wanted} are planned there.`,
        `${hostNames(hosts)}: 코어 ${capacity}개에 ${wanted}개가 계획되어 있습니다.`,
      ),
      fix: text(
        'Give these hosts more cores, or some of their roles other hosts.',
        '코어를 늘리거나 역할 몇을 다른 호스트로 옮기세요.',
      ),
      at: atHosts,
      data: { hosts: [...hosts], wanted, cpus: capacity },
    })),
  failing: (plan) =>
    editHost(plan, 'query-1', (host) => ({ ...host, hardware: { ...host.hardware, cpus: 8 } })),
})
