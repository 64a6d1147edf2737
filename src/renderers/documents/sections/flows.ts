// Section 6: who may talk to whom, and what that opens in the firewall of each host group.

import type { PlanFlow } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { flowTargets } from '../../hosts/firewall.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { bareName, count, type Facts } from '../facts.ts'
import { folded } from '../folded.ts'
import { nameRanges } from '../name-ranges.ts'
import { reason } from '../reasons.ts'
import { portWords } from './networks.ts'

/** The matrix of flows, and the open ports of each host group. */
export function flowsSection(facts: Facts): Section {
  const { say } = facts
  return section('flows', say(text('Ports and flows', '포트와 통신 흐름')), [
    paragraph(
      say(
        text(
          'Only what is listed here is open. Every other path is closed in the firewall of each host.',
          '여기 적힌 통신만 열려 있고, 나머지는 각 호스트의 방화벽에서 모두 막힙니다.',
        ),
      ),
    ),
    ...flowMatrix(facts),
    section('firewall', say(text('What each host group must let in', '호스트 그룹별로 열어야 하는 포트')), [
      paragraph(
        say(
          text(
            'The exact rules of every host are in its nftables.nft, made with ',
            '호스트별 정확한 규칙은 호스트마다의 nftables.nft에 있으며, 만드는 명령: ',
          ),
        ),
        { code: `hanok render ${facts.plan.declarationFile} --target hosts --out DIR` },
      ),
      ...openPorts(facts),
    ]),
  ])
}

function flowMatrix(facts: Facts): readonly Block[] {
  const { say } = facts
  const rows = facts.plan.flows.map((flow): readonly Phrase[] => [
    [sourceName(facts, flow), ' ', { small: flow.from }],
    [targetName(facts, flow), ' ', { small: flow.to.replace(/^endpoint\//, '') }],
    facts.network(flow.network),
    flow.protocol,
    portWords(flow),
    reason(facts, flow.why),
  ])
  const headings = [
    say(text('From', '보내는 쪽')),
    say(text('To', '받는 쪽')),
    say(text('Network', '네트워크')),
    say(text('Protocol', '프로토콜')),
    `>${say(text('Port', '포트'))}`,
    say(text('Why', '이유')),
  ]
  return folded(
    facts,
    say(text(`all ${count(rows.length)} flows`, `통신 흐름 ${count(rows.length)}개 모두 보기`)),
    headings,
    rows,
  )
}

function sourceName(facts: Facts, flow: PlanFlow): string {
  if (flow.from === 'user') return facts.say(text('users outside', '외부 사용자'))
  const [service = '', role = ''] = flow.from.split('/')
  return facts.role(service, role)
}

function targetName(facts: Facts, flow: PlanFlow): string {
  const endpoint = facts.index.endpoints.get(flow.to as `endpoint/${string}/${string}`)
  if (endpoint !== undefined) {
    const name = facts.role(endpoint.service, endpoint.role)
    return endpoint.virtualIp === undefined ? name : `${name} (VIP)`
  }
  const [service = '', role = ''] = flow.to.split('/')
  return facts.role(service, role)
}

interface OpenPort {
  readonly group: string
  readonly flow: PlanFlow
  readonly targets: Set<string>
  readonly sources: Set<string>
}

function openPorts(facts: Facts): readonly Block[] {
  const { say } = facts
  const byGroup = new Map<string, Map<string, OpenPort>>(facts.groups.map(({ name }) => [name, new Map()]))
  for (const flow of facts.plan.flows) {
    const sources = sourceGroups(facts, flow)
    for (const { host } of flowTargets(facts.index, flow)) {
      const ports = byGroup.get(host.group)
      const key = `${flow.network} ${flow.protocol} ${portWords(flow)} ${targetName(facts, flow)}`
      const open = ports?.get(key) ?? { group: host.group, flow, targets: new Set(), sources: new Set() }
      open.targets.add(bareName(host.id))
      for (const source of sources) open.sources.add(source)
      ports?.set(key, open)
    }
  }
  return [...byGroup].map(([group, ports], at): Section => {
    const rows = [...ports.values()].map(({ flow, targets, sources }): readonly Phrase[] => [
      facts.network(flow.network),
      flow.protocol,
      portWords(flow),
      targetName(facts, flow),
      sourceWords(facts, sources),
      nameRanges([...targets], say, 4),
    ])
    const headings = [
      say(text('Network', '네트워크')),
      say(text('Protocol', '프로토콜')),
      `>${say(text('Port', '포트'))}`,
      say(text('For', '용도')),
      say(text('From host groups', '보내는 호스트 그룹')),
      say(text('Open on', '여는 호스트')),
    ]
    return section(
      `firewall-${at + 1}`,
      group,
      rows.length === 0 ? [nothingOpen(facts)] : [table(headings, rows)],
    )
  })
}

/** Names of groups; all of them are said so. */
function sourceWords(facts: Facts, sources: ReadonlySet<string>): string {
  const all = facts.groups.length > 1 && facts.groups.every(({ name }) => sources.has(name))
  return all ? facts.say(text('all groups', '모든 그룹')) : [...sources].join(', ')
}

function nothingOpen(facts: Facts): Block {
  return paragraph(facts.say(text('Nothing has to be open here.', '열어야 하는 포트가 없습니다.')))
}

function sourceGroups(facts: Facts, flow: PlanFlow): readonly string[] {
  if (flow.from === 'user') return [facts.say(text('users outside', '외부 사용자'))]
  const instances = facts.index.instancesByRole.get(flow.from) ?? []
  return [...new Set(instances.flatMap(({ host }) => facts.groupOf.get(host) ?? []))]
}
