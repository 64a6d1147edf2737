// How fast the networks are, and who stands on them.

import type { NetworkId, Plan, PlanHost, PlanNetwork } from '../model/plan.ts'
import { text } from '../model/text.ts'
import type { Found } from './check.ts'
import { editHost } from './plan-edits.ts'
import { atHosts, hostNames } from './plan-facts.ts'

/** Of the two networks that carry data, those below a bandwidth. */
export function slowNetworks(plan: Plan, leastGbps: number): readonly PlanNetwork[] {
  return plan.networks.filter(
    ({ id, gbps }) => (id === 'network/data' || id === 'network/storage') && gbps < leastGbps,
  )
}

/** What a check says of a network that is too slow. */
export function foundSlow({ id, gbps }: PlanNetwork, leastGbps: number): Found {
  const name = id.slice('network/'.length)
  return {
    case: 'slow',
    message: text(
      `The ${name} network has ${gbps} Gbit/s, ${leastGbps} are asked for.`,
      `${name} 네트워크가 ${gbps} Gbit/s입니다. ${leastGbps} Gbit/s 이상이어야 합니다.`,
    ),
    fix: text(
      `Take faster ports, and declare them: \`networks.${name}.gbps\`.`,
      `더 빠른 포트를 쓰고 \`networks.${name}.gbps\`에 적으세요.`,
    ),
    at: [`/networks/${name}/gbps`, `/networks/${name}`, '/networks'],
    data: { network: id, gbps, leastGbps },
  }
}

/** What a check says of hosts on a network where they do not belong. */
export function foundStrangersAt(network: NetworkId, hosts: readonly PlanHost[]): readonly Found[] {
  if (hosts.length === 0) return []
  const ids = hosts.map(({ id }) => id)
  return [
    {
      case: 'stranger',
      message: text(
        `${hostNames(ids)} ${ids.length === 1 ? 'has' : 'have'} a leg on the ${network} network, where nothing of theirs belongs.`,
        `${hostNames(ids)}: ${network} 네트워크에 둘 것이 없는데 발이 있습니다.`,
      ),
      fix: text('Plan again from the declaration.', '선언에서 계획을 다시 만드세요.'),
      at: [`/networks/${network}`, ...atHosts],
      data: { network, hosts: ids },
    },
  ]
}

/** For examples: a host with one more leg. */
export function withLeg(plan: Plan, host: string, network: NetworkId, address: string): Plan {
  return editHost(plan, host, (own) => ({ ...own, networks: [...own.networks, { id: network, address }] }))
}

/** For examples: every host on two switches. */
export function onTwoSwitches(plan: Plan): Plan {
  const members = plan.hosts.map(({ id }) => id)
  const others = plan.failureDomains.filter(({ kind }) => kind !== 'switch')
  const both = ['switch/s1', 'switch/s2'].map((id) => ({ id, kind: 'switch' as const, members }))
  return { ...plan, failureDomains: [...others, ...both] }
}
