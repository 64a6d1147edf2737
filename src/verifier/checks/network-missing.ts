// Check: legs and endpoints stand on networks of the plan.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { hostNames } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'network-missing',
  topic: 'networks',
  rules: ['R-6.1', 'R-6.2', 'R-6.3', 'R-6.4'],
  severity: 'error',
  title: text(
    'Every network that hosts and endpoints are on is in the plan.',
    '호스트와 엔드포인트가 쓰는 네트워크는 모두 계획에 있다.',
  ),
  why: text(
    'Without its VLAN and subnet no interface is made: whoever listens there cannot start (R-6).',
    'VLAN과 서브넷이 없으면 인터페이스가 만들어지지 않아 그곳에서 듣는 것이 시작하지 못합니다(R-6).',
  ),
  find: ({ plan }) => {
    const known = new Set<string>(plan.networks.map(({ id }) => id.slice('network/'.length)))
    const hosts = new Map<string, string[]>()
    for (const { id, networks } of plan.hosts) {
      for (const { id: network } of networks) {
        if (!known.has(network)) hosts.set(network, [...(hosts.get(network) ?? []), id])
      }
    }
    const ends = new Map<string, string[]>()
    for (const { id, network } of plan.endpoints) {
      if (!known.has(network)) ends.set(network, [...(ends.get(network) ?? []), id])
    }
    return [...new Set([...hosts.keys(), ...ends.keys()])].map((network) => {
      const legs = hosts.get(network) ?? []
      const endpoints = ends.get(network) ?? []
      return {
        case: 'unknown',
        message: text(
          `The network ${network} is not in the plan; on it are ${legs.length} hosts${legs.length === 0 ? '' : ` (${hostNames(legs)})`} and ${endpoints.length} endpoints.`,
          `${network} 네트워크는 계획에 없지만 호스트 ${legs.length}대${legs.length === 0 ? '' : `(${hostNames(legs)})`}, 엔드포인트 ${endpoints.length}개가 쓰고 있습니다.`,
        ),
        fix: text(
          `Declare \`networks.${network}\`, or plan again from the declaration.`,
          `\`networks.${network}\` 항목을 선언하거나 선언에서 계획을 다시 만드세요.`,
        ),
        at: [`/networks/${network}`, '/networks'],
        data: { network, hosts: legs, endpoints },
      }
    })
  },
  failing: (plan) => ({ ...plan, networks: plan.networks.filter(({ id }) => id !== 'network/storage') }),
})
