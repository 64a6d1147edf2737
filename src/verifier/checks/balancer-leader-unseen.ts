// Check: a balancer that must find the leader asks a question that only the leader answers.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'balancer-leader-unseen',
  topic: 'balancing',
  rules: ['R-2.2'],
  severity: 'error',
  title: text(
    'Where only the leader may serve, the health check tells it from the others.',
    '리더만 받아야 하는 곳에서는 상태 점검으로 리더를 가려낸다.',
  ),
  why: text(
    'Standbys accept connections as well: writes that reach one are refused as read-only (Patroni, "REST API": GET /primary is 200 on the leader alone).',
    '대기 서버도 연결은 받으므로, 그리로 간 쓰기는 읽기 전용이라며 거부됩니다(Patroni, "REST API": GET /primary는 리더에서만 200).',
  ),
  find: ({ plan }) =>
    balancedEndpoints(plan)
      .filter(
        ({ balancing, addresses }) =>
          balancing?.policy === 'leader' && balancing.check.kind !== 'http' && addresses.length > 1,
      )
      .map(({ id, service, balancing, addresses }) => ({
        case: balancing?.check.kind ?? 'connect',
        message: text(
          `${id} must reach the leader of ${addresses.length} instances, but its check (${balancing?.check.kind ?? ''}) is the same for all.`,
          `${id}: 인스턴스 ${addresses.length}개 중 리더로만 가야 하는데, 상태 점검(${balancing?.check.kind ?? ''})이 모두에게 똑같이 성공합니다.`,
        ),
        fix: text(
          'Let it ask by HTTP who leads, such as OPTIONS /primary of Patroni.',
          'HTTP로 리더인지 묻게 하세요(예: Patroni의 OPTIONS /primary).',
        ),
        at: [...atService(service), ...atService('load-balancer')],
        data: { endpoint: id, check: balancing?.check.kind ?? null, backends: addresses.length },
      })),
  failing: (plan) => withBalancing(plan, 'endpoint/postgres/primary', { check: { kind: 'connect' } }),
})
