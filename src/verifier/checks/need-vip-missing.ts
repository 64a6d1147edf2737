// Check: who is told to use a virtual IP finds one.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { roleNeeds, withNeed } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-vip-missing',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'What is reached through a virtual IP has one.',
    '가상 IP로 쓰는 엔드포인트에는 가상 IP가 있다.',
  ),
  why: text(
    'The client is configured with an address that nobody made: it cannot connect, or is pinned to one instance unseen.',
    '클라이언트 설정에 아무도 만들지 않은 주소가 들어가 연결하지 못하거나, 모르는 사이 한 인스턴스에 묶입니다.',
  ),
  find: (facts) =>
    roleNeeds(facts.plan).flatMap(({ role, service, need }) => {
      const endpoint = facts.endpoint(need.endpoint)
      if (need.via !== 'vip' || endpoint === undefined || endpoint.virtualIp !== undefined) return []
      // A Service of Kubernetes leads to it.
      if (endpoint.backend !== undefined) return []
      return [
        {
          case: 'none',
          message: text(
            `${role} reaches ${need.endpoint} through a virtual IP, which that endpoint does not have.`,
            `${role} → ${need.endpoint}: 가상 IP로 연결하게 되어 있지만 이 엔드포인트에는 가상 IP가 없습니다.`,
          ),
          fix: text(
            `Let ${role} walk a list, or put a balanced endpoint in front of ${need.endpoint}.`,
            `${role} 쪽을 목록 방식으로 바꾸거나 ${need.endpoint} 앞에 로드 밸런서를 두세요.`,
          ),
          at: [...atService(service), ...atService(endpoint.service)],
          data: { role, endpoint: need.endpoint },
        },
      ]
    }),
  failing: (plan) =>
    withNeed(plan, 'trino/worker', 'endpoint/hive-metastore/server', { via: 'vip', strength: 'hard' }),
  passing: (plan) =>
    withNeed(plan, 'trino/worker', 'endpoint/hive-metastore/server', { via: 'list', strength: 'hard' }),
})
