// The topology in characters, as the guideline draws it. Nothing stands in columns at the right, so it holds
// together in fonts whose Hangul is not exactly two places wide.

import { text } from '../../../model/text.ts'
import type { Facts } from '../facts.ts'
import { type TopologyLayer, type TopologyRole, topologyLayers } from './layers.ts'

/** The diagram, lines joined by newlines. */
export function topologyText(facts: Facts): string {
  const users = facts.say(text('Users, internet', '사용자, 인터넷'))
  return [users, ...topologyLayers(facts).flatMap((layer) => layerLines(facts, layer))].join('\n')
}

function layerLines(facts: Facts, layer: TopologyLayer): readonly string[] {
  const over = layer.reachedOver.map(facts.network).join(', ')
  const arrow = over === '' ? [''] : [`  │ ${over}`, '  ▼']
  const addresses = layer.virtualIps.map(
    ({ network, address }) => `VIP ${address} (${facts.network(network)})`,
  )
  const heading = [layer.title, ...addresses].join(' · ')
  return [
    ...arrow,
    heading,
    ...layer.chains.map((chain, index) => {
      const branch = index === layer.chains.length - 1 ? '└─' : '├─'
      return `  ${branch} ${chain.map((role) => roleWords(facts, role)).join(' → ')}`
    }),
  ]
}

function roleWords(facts: Facts, role: TopologyRole): string {
  const counted = facts.say(text(`${role.title} × ${role.instances}`, `${role.title} ${role.instances}개`))
  return `${counted} (${role.hosts})`
}
