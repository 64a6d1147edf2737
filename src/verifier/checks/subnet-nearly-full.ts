// Check: a full subnet stops growth in the middle of it.

import { text } from '../../model/text.ts'
import { subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'subnet-nearly-full',
  topic: 'addresses',
  rules: [],
  severity: 'warning',
  title: text('Every subnet has room to grow.', '서브넷마다 늘릴 여유가 있다.'),
  why: text(
    'The next host finds no address, and to renumber a running platform is to take it down.',
    '다음 호스트에 줄 주소가 없고, 돌고 있는 플랫폼의 주소를 바꾸려면 멈춰야 합니다.',
  ),
  find: ({ plan }) => {
    const used = new Map<string, number>()
    for (const { networks } of plan.hosts)
      for (const { id } of networks) used.set(id, (used.get(id) ?? 0) + 1)
    return plan.networks.flatMap(({ id, subnet }) => {
      const range = subnetRange(subnet)
      const hosts = used.get(id.slice(8)) ?? 0
      const most = range === undefined ? 0 : range.last - range.first - 1
      if (range === undefined || hosts * 10 <= most * 8) return []
      return [
        {
          case: 'nearly-full',
          message: text(
            `${hosts} of ${most} addresses of ${subnet} (${id}) are in use.`,
            `${id}의 서브넷 ${subnet}에서 주소 ${most}개 가운데 ${hosts}개를 씁니다.`,
          ),
          fix: text(
            `Declare a larger \`networks.${id.slice(8)}.subnet\` before anything is installed: a /${Math.max(8, range.prefix - 1)} at least.`,
            `설치하기 전에 \`networks.${id.slice(8)}.subnet\`을 /${Math.max(8, range.prefix - 1)} 이상으로 넓히세요.`,
          ),
          at: [`/networks/${id.slice(8)}/subnet`, '/networks'],
          data: { network: id, subnet, hosts, most },
        },
      ]
    })
  },
  failing: (plan) => editNetwork(plan, 'management', { subnet: '10.77.10.0/26' }),
})
