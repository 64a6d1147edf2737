// Check: the S3 gateways stand behind an L7 balancer.

import { text } from '../../model/text.ts'
import { balancedEndpoints, withBalancing } from '../balanced-endpoints.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'gateway-behind-l7',
  topic: 'balancing',
  rules: ['R-2.1'],
  severity: 'error',
  highAvailability: true,
  title: text(
    'A balancer that speaks HTTP stands in front of the S3 gateways.',
    'S3 게이트웨이 앞에는 HTTP를 아는(L7) 로드 밸런서가 있다.',
  ),
  why: text(
    'R-2.1 asks for L7: clients keep S3 connections for long, so spreading connections (L4) leaves one gateway with most requests; spreading requests does not, and tells a failed one apart by its answers.',
    'R-2.1은 L7을 요구합니다. S3 클라이언트는 연결을 오래 쓰므로 연결 단위(L4)로 나누면 한 게이트웨이에 요청이 몰립니다. 요청 단위로 나누면 고르게 퍼지고, 고장 난 게이트웨이도 응답으로 가려냅니다.',
  ),
  find: (facts) => {
    const gateways = facts.instancesOf('seaweedfs/s3')
    if (gateways.length === 0) return []
    const fronts = balancedEndpoints(facts.plan).filter(
      ({ service, role }) => service === 'seaweedfs' && role === 's3',
    )
    if (fronts.some(({ balancing }) => balancing?.mode === 'http')) return []
    return [
      {
        case: fronts.length === 0 ? 'none' : 'l4',
        message:
          fronts.length === 0
            ? text(
                `Nothing balances the ${gateways.length} S3 gateways.`,
                `S3 게이트웨이 ${gateways.length}개 앞에 로드 밸런서가 없습니다.`,
              )
            : text(
                `${fronts[0]?.id ?? ''} spreads connections (mode tcp), not requests, over ${gateways.length} gateways.`,
                `${fronts[0]?.id ?? ''} 엔드포인트가 요청이 아니라 연결 단위(mode tcp)로 게이트웨이 ${gateways.length}개에 나눕니다.`,
              ),
        fix: text(
          'Let `endpoint/seaweedfs/s3` be balanced in mode http; a hardware L4 (`services.load-balancer.kind`) must do HTTP there.',
          '`endpoint/seaweedfs/s3`를 http 방식으로 나누세요. 하드웨어 L4(`services.load-balancer.kind`)라면 그 장비에서 HTTP로 나누어야 합니다.',
        ),
        at: [...atService('load-balancer', 'kind'), ...atService('seaweedfs')],
        data: { gateways: gateways.length, fronts: fronts.map(({ id }) => id) },
      },
    ]
  },
  failing: (plan) => withBalancing(plan, 'endpoint/seaweedfs/s3', { mode: 'tcp' }),
  passing: (plan) => withBalancing(plan, 'endpoint/seaweedfs/s3', { policy: 'least-connections' }),
})
