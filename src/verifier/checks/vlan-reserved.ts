// Check: VLAN 1 is every port's, and some numbers are the switches' own.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vlan-reserved',
  topic: 'networks',
  rules: [],
  severity: 'warning',
  title: text(
    'No network uses VLAN 1 or a VLAN that switches keep for themselves (1002–1005).',
    'VLAN 1이나 스위치가 따로 쓰는 VLAN(1002~1005)을 쓰는 네트워크는 없다.',
  ),
  why: text(
    'VLAN 1 is the untagged default of every port that nobody configured (IEEE 802.1Q, 9.6, table 9-2), so that whatever is plugged in joins it; Cisco switches do not let 1002–1005 be used.',
    'VLAN 1은 설정하지 않은 모든 포트의 기본값이라(IEEE 802.1Q 9.6, 표 9-2) 꽂기만 하면 누구나 들어옵니다. 1002~1005는 Cisco 스위치에서 쓸 수 없습니다.',
  ),
  find: ({ plan }) =>
    plan.networks
      .filter(({ vlan }) => vlan === 1 || (vlan >= 1_002 && vlan <= 1_005))
      .map(({ id, vlan }) => ({
        case: vlan === 1 ? 'default' : 'reserved',
        message: text(`${id} is VLAN ${vlan}.`, `${id}의 VLAN 번호가 ${vlan}입니다.`),
        fix: text(
          'Choose another number; R-6 uses 10, 20, 30 and 40.',
          '다른 번호를 고르세요. R-6은 10, 20, 30, 40을 씁니다.',
        ),
        at: [`/networks/${id.slice('network/'.length)}/vlan`, '/networks'],
        data: { network: id, vlan },
      })),
  failing: (plan) => editNetwork(plan, 'service', { vlan: 1 }),
  passing: (plan) => editNetwork(plan, 'service', { vlan: 1_001 }),
})
