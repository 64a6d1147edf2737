// Check: an elected primary needs somebody who can take over.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { keepInstances } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'primary-standby',
  topic: 'quorum',
  rules: ['R-2.2', 'R-7.5'],
  severity: 'error',
  title: text('Every elected primary has a standby to spare.', '선출되는 주 서버에는 여유 대기 서버가 있다.'),
  why: text(
    'Strictly synchronous, a primary without a standby refuses writes: one loss would stop it.',
    '엄격한 동기 복제에서는 대기 서버가 없으면 쓰기를 거부하므로 한 대만 잃어도 멈춥니다.',
  ),
  find: (facts) =>
    facts.roles.flatMap(({ id, service, rule, instances }) => {
      if (rule.kind !== 'elected-primary') return []
      const inSync = facts.plan.datasets.find((dataset) => dataset.service === service)?.minInSync ?? 1
      const least = rule.synchrony === 'strict' ? inSync + 1 : 2
      if (instances.length >= least) return []
      return [
        {
          case: 'none',
          message: text(
            `${id} has ${instances.length} servers and needs ${least}.`,
            `${id}의 서버가 ${instances.length}대이며 ${least}대가 필요합니다.`,
          ),
          fix: text('Add a host with the duty "metadata".', '"metadata" 역할의 호스트를 늘리세요.'),
          at: [...atHosts, ...atService(service)],
          data: { role: id, servers: instances.length, needed: least },
        },
      ]
    }),
  failing: (plan) => keepInstances(plan, 'postgres/server', 2),
})
