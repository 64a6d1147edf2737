// Check: a full disk stops everything that writes.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { overfullHosts } from '../host-sums.ts'
import { editHost } from '../plan-edits.ts'
import { atHosts, hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-disk',
  topic: 'sizes',
  rules: [],
  severity: 'error',
  title: text('The instances of a host fit its disks.', '호스트의 인스턴스가 디스크에 모두 들어간다.'),
  why: text(
    'Databases and brokers stop at a full disk, and some do not start again without a hand.',
    '디스크가 차면 데이터베이스와 브로커가 멈추고, 손대지 않으면 다시 시작하지 못하기도 합니다.',
  ),
  find: (facts) =>
    overfullHosts(facts, 'diskGiB', 1).map(({ hosts, wanted, capacity }) => ({
      case: 'too-much',
      message: text(
        `${hostNames(hosts)} ${hosts.length === 1 ? 'has' : 'have'} ${capacity} GiB of disk, and ${Math.ceil(wanted)} GiB are planned there.`,
        `${hostNames(hosts)}: 디스크 ${capacity} GiB에 ${Math.ceil(wanted)} GiB가 계획되어 있습니다.`,
      ),
      fix: text(
        'Give these hosts more disk, or declare a shorter retention (`load`).',
        '디스크를 늘리거나 보관 기간(`load`)을 줄이세요.',
      ),
      at: ['/load', ...atHosts],
      data: { hosts: [...hosts], wantedGiB: wanted, diskGiB: capacity },
    })),
  failing: (plan) =>
    editHost(plan, 'broker-1', (host) => ({
      ...host,
      hardware: { ...host.hardware, disks: [{ kind: 'ssd', gib: 200 }] },
    })),
})
