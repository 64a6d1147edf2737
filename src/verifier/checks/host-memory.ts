// Check: memory that is promised twice is missing once.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { overfullHosts } from '../host-sums.ts'
import { editHost } from '../plan-edits.ts'
import { atHosts, hostNames } from '../plan-facts.ts'

const gib = (mib: number): string => String(Math.round(mib / 102.4) / 10)

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-memory',
  topic: 'sizes',
  rules: ['R-9.4'],
  severity: 'error',
  title: text('The instances of a host fit its memory.', '호스트의 인스턴스가 메모리에 모두 들어간다.'),
  why: text(
    'Under load the kernel ends the largest process to save the rest: a database, or a worker with all its queries.',
    '부하가 걸리면 커널이 가장 큰 프로세스를 죽입니다. 데이터베이스일 수도, 질의를 잔뜩 안은 워커일 수도 있습니다.',
  ),
  find: (facts) =>
    overfullHosts(facts, 'memoryMiB', 1).map(({ hosts, wanted, capacity }) => ({
      case: 'too-much',
      message: text(
        `${hostNames(hosts)} ${hosts.length === 1 ? 'has' : 'have'} ${gib(capacity)} GiB of memory, and ${gib(wanted)} GiB are planned there.`,
        `${hostNames(hosts)}: 메모리 ${gib(capacity)} GiB에 ${gib(wanted)} GiB가 계획되어 있습니다.`,
      ),
      fix: text(
        'Give these hosts more memory, or some of their roles other hosts.',
        '메모리를 늘리거나 역할 몇을 다른 호스트로 옮기세요.',
      ),
      at: ['/load', ...atHosts],
      data: { hosts: [...hosts], wantedMiB: wanted, memoryMiB: capacity },
    })),
  failing: (plan) =>
    editHost(plan, 'query-1', (host) => ({ ...host, hardware: { ...host.hardware, memoryGiB: 64 } })),
})
