// Check: ten gigabits are the least for data and for storage.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { foundSlow, slowNetworks } from '../network-use.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'bandwidth-minimum',
  topic: 'networks',
  rules: ['R-6.2', 'R-6.4'],
  severity: 'error',
  title: text(
    'Data and storage networks have 10 Gbit/s or more.',
    '데이터망과 스토리지망은 10 Gbit/s 이상이다.',
  ),
  why: text(
    'Queries wait for the wire, and repair after a loss takes hours in which the next loss is fatal.',
    '질의가 네트워크를 기다리고, 복구가 몇 시간씩 걸려 그사이 한 번 더 잃으면 끝입니다.',
  ),
  find: ({ plan }) => slowNetworks(plan, 10).map((network) => foundSlow(network, 10)),
  failing: (plan) => editNetwork(plan, 'data', { gbps: 1 }),
  passing: (plan) => editNetwork(plan, 'data', { gbps: 10 }),
})
