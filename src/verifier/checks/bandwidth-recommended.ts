// Check: twenty-five gigabits are what the guideline recommends.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundSlow, slowNetworks } from '../network-use.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'bandwidth-recommended',
  topic: 'networks',
  rules: ['R-6.2', 'R-6.4'],
  severity: 'advice',
  title: text(
    'Data and storage networks have the recommended 25 Gbit/s.',
    '데이터망과 스토리지망은 권장하는 25 Gbit/s 이상이다.',
  ),
  why: text(
    'One modern disk shelf fills 10 Gbit/s by itself.',
    '요즘 디스크 한 단만으로도 10 Gbit/s가 찹니다.',
  ),
  find: ({ plan }) =>
    slowNetworks(plan, 25)
      .filter(({ gbps }) => gbps >= 10)
      .map((network) => foundSlow(network, 25)),
  failing: (plan) => editNetwork(plan, 'storage', { gbps: 10 }),
})
