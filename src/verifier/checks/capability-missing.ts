// Check: what people use is made of endpoints that exist.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'capability-missing',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Every capability is made of endpoints of the plan.',
    '플랫폼이 내놓는 기능은 모두 계획에 있는 엔드포인트로 이루어진다.',
  ),
  why: text(
    'The verdict speaks of capabilities: one without its endpoint is judged by what is left of it, or not at all.',
    '판정은 기능을 두고 내립니다. 엔드포인트가 빠진 기능은 남은 것만으로 판정되거나 판정되지 않습니다.',
  ),
  find: (facts) =>
    Object.entries(facts.plan.capabilities).flatMap(([capability, endpoints]) => {
      const missing = endpoints.filter((id) => facts.endpoint(id) === undefined)
      if (endpoints.length > 0 && missing.length === 0) return []
      return [
        {
          case: endpoints.length === 0 ? 'empty' : 'missing',
          message:
            endpoints.length === 0
              ? text(
                  `The capability "${capability}" is made of no endpoint.`,
                  `"${capability}" 기능을 이루는 엔드포인트가 하나도 없습니다.`,
                )
              : text(
                  `The capability "${capability}" rests on ${missing.join(', ')}, which the plan lacks.`,
                  `"${capability}" 기능에 필요한 ${missing.join(', ')} 엔드포인트가 계획에 없습니다.`,
                ),
          fix: text(
            'Let the platform have the service, or plan again from the declaration.',
            '그 서비스를 넣거나 선언에서 계획을 다시 만드세요.',
          ),
          at: [...missing.flatMap((id) => atService(id.split('/')[1] ?? '')), '/services'],
          data: { capability, missing },
        },
      ]
    }),
  failing: (plan) => ({
    ...plan,
    endpoints: plan.endpoints.filter(({ id }) => id !== 'endpoint/kafka/connect'),
  }),
})
