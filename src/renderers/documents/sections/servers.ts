// Section 2: which servers to buy, what they are called, where they stand, and which addresses they have.

import type { NetworkId, PlanHost } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { bareName, count, type Facts, type GroupFacts, hardwareWords, plural, size } from '../facts.ts'
import { folded } from '../folded.ts'
import { nameRanges } from '../name-ranges.ts'

/** Servers by group, the list to buy from, and every host with its addresses. */
export function serversSection(facts: Facts): Section {
  const { say } = facts
  return section('servers', say(text('Servers', '서버')), [
    paragraph(
      say(
        text(
          'Hosts of a group are alike in hardware and duty. Specifications follow R-4 of the guideline.',
          '한 그룹의 호스트는 사양과 맡은 일이 같습니다. 사양은 지침의 R-4를 따릅니다.',
        ),
      ),
    ),
    groupTable(facts),
    section('purchase-list', say(text('What to buy', '구매 목록')), [purchaseList(facts), totals(facts)]),
    section('host-list', say(text('Every host with its addresses', '호스트별 위치와 주소')), hostList(facts)),
  ])
}

function groupTable(facts: Facts): Block {
  const { say } = facts
  const rows = facts.groups.map((group): readonly Phrase[] => [
    { strong: group.name },
    count(group.hosts.length),
    specifications(group),
    nameRanges(
      group.hosts.map(({ id }) => bareName(id)),
      say,
    ),
    rackCounts(facts, group),
  ])
  return table(
    [
      say(text('Group', '그룹')),
      `>${say(text('Hosts', '대수'))}`,
      say(text('Each', '한 대의 사양')),
      say(text('Names', '이름')),
      say(text('Racks', '랙별 대수')),
    ],
    rows,
  )
}

function specifications(group: GroupFacts): string {
  return [...new Set(group.hosts.map(({ hardware }) => hardwareWords(hardware)))].join(' / ')
}

function rackCounts(facts: Facts, group: GroupFacts): string {
  const counts = new Map<string, number>()
  for (const { id } of group.hosts) {
    const rack = facts.rackOf.get(id)
    const name = rack === undefined ? '–' : bareName(rack)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([rack, hosts]) => `${rack}: ${hosts}`).join(', ')
}

function purchaseList(facts: Facts): Block {
  const { say } = facts
  const bySpecification = new Map<string, PlanHost[]>()
  for (const host of facts.plan.hosts) {
    const words = hardwareWords(host.hardware)
    const hosts = bySpecification.get(words)
    if (hosts === undefined) bySpecification.set(words, [host])
    else hosts.push(host)
  }
  const rows = [...bySpecification].map(([words, hosts]): readonly Phrase[] => [
    words,
    { strong: count(hosts.length) },
    [...new Set(hosts.map(({ group }) => group))].join(', '),
    networkPorts(facts, hosts),
  ])
  return table(
    [
      say(text('Specification', '사양')),
      `>${say(text('Count', '수량'))}`,
      say(text('For groups', '쓰이는 그룹')),
      say(text('Network legs of each', '한 대의 네트워크 연결')),
    ],
    rows,
  )
}

/** Which networks at which speed the hosts are on; each set with its hosts where they differ. */
function networkPorts(facts: Facts, hosts: readonly PlanHost[]): string {
  const sets = new Map<string, number>()
  for (const { networks } of hosts) {
    const legs = networks.map(
      ({ id }) => `${facts.network(id)} ${facts.index.networks.get(id)?.gbps ?? '?'} GbE`,
    )
    const words = legs.join(' + ')
    sets.set(words, (sets.get(words) ?? 0) + 1)
  }
  if (sets.size === 1) return [...sets.keys()].join('')
  const counted = (number: number) => facts.say(text(plural(number, 'host'), `${count(number)}대`))
  return [...sets].map(([words, number]) => `${words} (${counted(number)})`).join(' / ')
}

function totals(facts: Facts): Block {
  const { hosts } = facts.plan
  const sum = (of: (host: PlanHost) => number) => hosts.reduce((total, host) => total + of(host), 0)
  const disk = (kind: string) =>
    sum((host) =>
      host.hardware.disks.filter((one) => one.kind === kind).reduce((total, { gib }) => total + gib, 0),
    )
  const disks = (['ssd', 'nvme', 'hdd'] as const)
    .map((kind) => ({ kind: kind === 'nvme' ? 'NVMe' : kind.toUpperCase(), gib: disk(kind) }))
    .filter(({ gib }) => gib > 0)
    .map(({ kind, gib }) => `${kind} ${size(gib)}`)
  const cpus = count(sum(({ hardware }) => hardware.cpus))
  const memory = size(sum(({ hardware }) => hardware.memoryGiB))
  return paragraph(
    facts.say(
      text(
        `All together: ${count(hosts.length)} hosts, ${cpus} vCPU, ${memory} RAM, ${disks.join(', ')}.`,
        `모두 합하면 호스트 ${count(hosts.length)}대, vCPU ${cpus}개, RAM ${memory}, ${disks.join(', ')}입니다.`,
      ),
    ),
  )
}

function hostList(facts: Facts): readonly Block[] {
  const { say, plan } = facts
  const networks = plan.networks.map((network) => ({
    network,
    id: bareName(network.id) as NetworkId,
  }))
  const headings = [
    say(text('Host', '호스트')),
    say(text('Group', '그룹')),
    say(text('Failure domains', '장애 영역')),
    ...networks.map(({ network, id }) => `${facts.network(id)} (VLAN ${network.vlan})`),
  ]
  const domains = new Map<string, string[]>(plan.hosts.map(({ id }) => [id, []]))
  for (const domain of plan.failureDomains)
    for (const member of domain.members) domains.get(member)?.push(domain.id)
  const rows = plan.hosts.map((host): readonly Phrase[] => [
    { strong: bareName(host.id) },
    host.group,
    (domains.get(host.id) ?? []).join(', '),
    ...networks.map(({ id }): Phrase => {
      const leg = host.networks.find((one) => one.id === id)
      return leg === undefined ? '–' : { code: leg.address }
    }),
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} hosts`, `호스트 ${count(rows.length)}대 모두 보기`)),
    headings,
    rows,
  )
}
