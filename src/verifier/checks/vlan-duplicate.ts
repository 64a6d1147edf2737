// Check: two networks on one VLAN are one network.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editNetwork } from '../plan-edits.ts'
import { groupBy } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'vlan-duplicate',
  topic: 'addresses',
  rules: ['R-6.1', 'R-6.2', 'R-6.3', 'R-6.4'],
  severity: 'error',
  title: text('Every network has a VLAN of its own.', '네트워크마다 VLAN이 다르다.'),
  why: text(
    'What is meant to be apart shares its wire, its broadcasts and its failures.',
    '나누려던 것이 선과 브로드캐스트와 장애를 함께합니다.',
  ),
  find: ({ plan: { networks } }) =>
    [...groupBy(networks, ({ vlan }) => vlan)]
      .filter(([, alike]) => alike.length > 1)
      .map(([vlan, alike]) => ({
        case: 'shared',
        message: text(
          `${alike.map(({ id }) => id).join(', ')} share VLAN ${vlan}.`,
          `${alike.map(({ id }) => id).join(', ')} 네트워크의 VLAN 번호가 모두 ${vlan}입니다.`,
        ),
        fix: text('Give each network another VLAN number.', '네트워크마다 다른 VLAN 번호를 주세요.'),
        at: [...alike.map(({ id }) => `/networks/${id.slice(8)}/vlan`).reverse(), '/networks'],
        data: { vlan, networks: alike.map(({ id }) => id) },
      })),
  failing: (plan) => editNetwork(plan, 'storage', { vlan: 20 }),
})
