// Check: servers below the guideline's carry less than its counts assume.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { capacityOf } from '../host-sums.ts'
import { editHost } from '../plan-edits.ts'
import { atHosts, hostNames } from '../plan-facts.ts'
import { hostsWith } from '../role-hosts.ts'

const leastHardware = [
  {
    rule: 'R-4.2',
    roles: ['trino/worker', 'spark/worker', 'yarn/nodemanager'],
    cpus: 32,
    memoryGiB: 128,
    diskGiB: 2000,
  },
  { rule: 'R-4.3', roles: ['seaweedfs/volume', 'hdfs/datanode'], cpus: 16, memoryGiB: 64, diskGiB: 20_000 },
  { rule: 'R-4.5', roles: ['load-balancer/haproxy'], cpus: 8, memoryGiB: 16, diskGiB: 200 },
] as const

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'hardware-below',
  topic: 'sizes',
  rules: ['R-4.2', 'R-4.3', 'R-4.5'],
  severity: 'warning',
  title: text('Servers are at least those of the guideline.', '서버는 지침의 사양 이상이다.'),
  why: text(
    'The counts of R-7 stand on servers of R-4: weaker ones carry less each.',
    'R-7의 대수는 R-4의 서버를 전제로 합니다. 더 약하면 대당 감당하는 양이 줄어듭니다.',
  ),
  find: (facts) =>
    leastHardware.flatMap(({ rule, roles, cpus, memoryGiB, diskGiB }) => {
      const hosts = new Set(roles.flatMap((role) => [...hostsWith(facts, role)]))
      const weak = facts.plan.hosts.filter(
        (host) =>
          hosts.has(host.id) &&
          (host.hardware.cpus < cpus ||
            host.hardware.memoryGiB < memoryGiB ||
            capacityOf(host, 'diskGiB') < diskGiB),
      )
      if (weak.length === 0) return []
      const asked = `${cpus} vCPU, ${memoryGiB} GiB, ${diskGiB} GiB`
      return [
        {
          case: rule === 'R-4.2' ? 'compute' : rule === 'R-4.3' ? 'storage' : 'edge',
          message: text(
            `${hostNames(weak.map(({ id }) => id))} ${weak.length === 1 ? 'is' : 'are'} below ${rule} (${asked} of disk).`,
            `${hostNames(weak.map(({ id }) => id))}: ${rule}의 사양(${asked} 디스크)에 못 미칩니다.`,
          ),
          fix: text('Choose stronger servers, or more of them.', '더 좋은 서버를 고르거나 대수를 늘리세요.'),
          at: atHosts,
          data: { rule, hosts: weak.map(({ id }) => id) },
        },
      ]
    }),
  failing: (plan) =>
    editHost(plan, 'query-1', (host) => ({ ...host, hardware: { ...host.hardware, cpus: 16 } })),
})
