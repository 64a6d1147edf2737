// Check: a client that knows one address dies with it.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { roleNeeds, withNeed } from '../role-needs.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'need-pinned-first',
  topic: 'wiring',
  rules: ['R-2.2'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'No client is pinned to the first of several instances.',
    '여러 인스턴스 가운데 첫째에만 묶인 클라이언트는 없다.',
  ),
  why: text(
    'The others are there, yet never asked: losing the first stops the client.',
    '나머지가 있어도 묻지 않으므로 첫째를 잃으면 클라이언트가 멈춥니다.',
  ),
  find: (facts) =>
    roleNeeds(facts.plan)
      .filter(
        ({ need }) =>
          need.via === 'first' &&
          need.strength === 'hard' &&
          (facts.endpoint(need.endpoint)?.addresses.length ?? 0) > 1,
      )
      .map(({ role, service, need }) => ({
        case: 'pinned',
        message: text(
          `${role} reaches only the first instance of ${need.endpoint}.`,
          `${role} 쪽에서는 ${need.endpoint}의 첫 인스턴스에만 연결합니다.`,
        ),
        fix: text(
          'Let it use the virtual IP, or a list that it walks.',
          '가상 IP를 쓰거나 목록을 차례로 시도하게 하세요.',
        ),
        at: atService(service),
        data: { role, endpoint: need.endpoint },
      })),
  failing: (plan) =>
    withNeed(plan, 'trino/worker', 'endpoint/hive-metastore/thrift', { via: 'first', strength: 'hard' }),
})
